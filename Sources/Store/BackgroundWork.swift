/// What a commit can leave to do, by who does it.
public enum BackgroundWork: Sendable, CaseIterable {
    /// A ticket was closed, and will have to be archived.
    case archiving
    /// The outbox has something new.
    case delivery
    /// Somebody is to be erased, or was, and more of them is left.
    case erasing
    /// Files wait to be fetched from Telegram.
    case fetching
    /// Something was said, which the search has to take in.
    case indexing
    /// Updates from Telegram wait to be understood.
    case intake
    /// Replies by e-mail wait to be understood.
    case mailIntake
    /// Somebody is to be told by e-mail what they have not read.
    case mailing
    /// Somebody asks by Telegram to be let into the panel.
    case signIn
}
