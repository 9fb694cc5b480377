/// What the product refuses, with a machine code and a sentence for the person in front of it. Everything else that
/// can go wrong is internal: it goes to the log, and the person is told only that it was not their fault.
public enum DeskError: Error, Equatable, Sendable {
    /// A field of a request that is missing or not of its form.
    public enum Field: String, Sendable {
        case body, message, typing, after, before, wait, limit, url
        case clientMessageID = "client_message_id"
        case upTo = "up_to"
        case replyTo = "reply_to"
        case subject, rating, comment, filter, shortcut, title, text, action, name
        case agentID = "agent_id"
        case query = "q"
    }

    case messageEmpty
    case messageTooLong
    case invalid(Field)
    /// The session or key is missing, unknown or expired.
    case unauthorized
    case banned
    /// Does not exist, or is not this person's: the two are told apart to nobody.
    case notFound
    case rateLimited(retryAfter: Int)
    case telegramOff
    /// Updates are asked for, or not wanted: there is no webhook to set.
    case webhookOff
    case telegramRefused(String)
    /// Another canned reply has this shortcut.
    case shortcutTaken
    /// A bound that a person reaches only by mistake.
    case tooMany

    public var code: String {
        switch self {
        case .messageEmpty: "message_empty"
        case .messageTooLong: "message_too_long"
        case .invalid(let field): "invalid_" + field.rawValue
        case .unauthorized: "unauthorized"
        case .banned: "banned"
        case .notFound: "not_found"
        case .rateLimited: "rate_limited"
        case .telegramOff: "telegram_off"
        case .webhookOff: "webhook_off"
        case .telegramRefused: "telegram_refused"
        case .shortcutTaken: "shortcut_taken"
        case .tooMany: "too_many"
        }
    }

    public var message: String {
        switch self {
        case .messageEmpty: "The message is empty: write something first."
        case .messageTooLong: "The message is too long: \(MessageText.maximumLength) characters at most."
        case .invalid(.body): "The request's body is not the JSON object that this endpoint takes."
        case .invalid(let field): "\(field.rawValue) is missing or not of its form; see /api/openapi.json."
        case .unauthorized: "The session is unknown or has expired: start a new one."
        case .banned: "This conversation is blocked."
        case .notFound: "There is nothing here, or it is not yours."
        case .rateLimited(let seconds): "Too many requests: try again in \(seconds) s."
        case .telegramOff: "Telegram is not connected: set TELEGRAM_BOT_TOKEN and TELEGRAM_SUPPORT_CHAT_ID."
        case .webhookOff: "Webhooks are off: start with TELEGRAM_UPDATES=webhook."
        case .telegramRefused(let reason): "Telegram refused: \(reason)"
        case .shortcutTaken: "Another canned reply has this shortcut: choose another."
        case .tooMany: "There are as many of these as there can be: remove some first."
        }
    }
}
