extension TelegramError {
    /// A word for programs that says what is wrong with the group, the bot or the configuration, and Telegram's own
    /// words. An error without a word of its own is `other`; its description says what it is.
    public var code: (name: String, reason: String?) {
        switch self {
        case .unauthorized(let reason): ("unauthorized", reason)
        case .forbidden(let reason): ("forbidden", reason)
        case .chatNotFound(let reason): ("chat_not_found", reason)
        case .notForum(let reason): ("not_forum", reason)
        case .missingRights(let reason): ("missing_rights", reason)
        case .chatRefused(let reason): ("chat_refused", reason)
        case .badRequest(let reason): ("refused", reason)
        case .postedElsewhere: ("posted_elsewhere", nil)
        case .conflict: ("conflict", nil)
        default: ("other", nil)
        }
    }
}
