/// A press of a button.
public struct CallbackQuery: Sendable {
    /// How many milliseconds the bot has to answer. Telegram only says that it is tens of seconds.
    static let lifetime = 60_000
    /// How many queries are kept; older ones count as unknown.
    static let kept = 1_000

    public let id: String
    /// The bot with the button. Only this bot gets the query and may answer it.
    let botID: Int
    /// Unix milliseconds.
    let time: Int
    /// The bot's answer; nil before it has answered.
    public internal(set) var answer: Answer?

    public struct Answer: Sendable, Hashable {
        public var text: String?
        public var isAlert: Bool
    }
}
