/// A button that somebody has pressed.
public struct CallbackQuery: Sendable {
    /// Milliseconds that the bot has to answer. Telegram says no more than that it is tens of seconds.
    static let lifetime = 60_000
    /// Queries kept; older ones are as good as unknown.
    static let kept = 1_000

    public let id: String
    /// Unix milliseconds.
    let time: Int
    /// What the bot answered; nil if it has not yet.
    public internal(set) var answer: Answer?

    public struct Answer: Sendable, Hashable {
        public var text: String?
        public var isAlert: Bool
    }
}
