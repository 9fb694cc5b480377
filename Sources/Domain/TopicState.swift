/// Whether the staff's topic in Telegram shows a message.
public enum TopicState: String, Sendable {
    /// It will.
    case waiting
    /// Its first post is there.
    case shown
    /// Telegram did not take it, or it is not known whether it did.
    case failed
}
