/// Whether a message is in the ticket's topic in Telegram.
public enum TopicState: String, Sendable {
    /// It is still to be posted.
    case waiting
    /// Its first post is there.
    case shown
    /// Telegram did not take it, or it is not known whether it did.
    case failed
}
