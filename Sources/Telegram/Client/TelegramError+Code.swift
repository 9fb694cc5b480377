extension TelegramError {
    /// What is wrong with the group, the bot or the configuration, as a word for programs, and what Telegram said to it.
    /// Whatever has no word is `other`: its sentence says it.
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
