/// Why a call did not do what was asked. No text in it holds the token.
public enum TelegramError: Error, Equatable, Sendable {
    // MARK: The way there

    /// Nothing reached Telegram: name, connection, proxy or TLS failed. Safe to repeat.
    case notSent(String)
    /// Telegram may have done it: the answer is missing, broken, or a 5xx. Repeating may post a message twice, but does
    /// no harm for what only reads, edits, deletes, closes or reopens.
    case uncertain(String)
    /// The task was cancelled; whether Telegram did it is unknown.
    case cancelled

    // MARK: The whole chat or bot

    /// Everything to this chat must wait that long; calling earlier makes the wait longer.
    case rateLimited(retryAfter: Duration)
    /// The group has a new id (enabling topics does that). Ids of topics and messages are void.
    case migrated(to: Int64)
    /// The token is wrong or revoked, or the address of the API is.
    case unauthorized(String)
    /// The bot was removed from the chat, or blocked; or the chat was deleted.
    case forbidden(String)
    case chatNotFound(String)
    /// The chat is not a supergroup with topics.
    case notForum(String)
    /// The bot is no administrator, or not one who may do this.
    case missingRights(String)
    /// Something else about the chat, or about the bot in it: every post is refused until somebody changes something.
    case chatRefused(String)
    case conflict(Conflict)
    /// Telegram does not accept the webhook's address, secret or certificate. To be shown to the operator as it is.
    case webhookRefused(String)

    // MARK: A topic

    /// The topic does not exist any more.
    case topicGone
    /// The topic is closed, and the bot has no right to write in closed ones.
    case topicClosed
    /// Something else about the topic, whatever is posted there.
    case topicRefused(String)
    /// A message was sent, but not to the topic asked for, which is lost. The stray message should be deleted.
    case postedElsewhere(messageID: Int64, threadID: Int64?)

    // MARK: A message

    /// It is as asked already. As good as success.
    case notModified
    /// The message to edit, delete, pin or react to does not exist. For a deletion as good as success.
    case messageGone
    /// Too old to delete, not the bot's own, or the root of a topic.
    case unchangeable(String)
    /// The message to reply to does not exist. Send without the reply.
    case replyTargetGone
    /// The markup, or an entity, is wrong. Send as plain text.
    case cannotParse(String)
    /// The text or caption is too long. Split it.
    case tooLong
    /// It was sent, and removed at once by another bot or the group's moderation. Not to be sent again.
    case removedAtOnce
    /// The pressed button is too old to be answered. As good as success.
    case queryExpired

    // MARK: A file

    /// Over 20 MB to download, or over 50 MB to upload.
    case fileTooBig
    /// The file can't be had now; a few later tries may succeed.
    case fileUnavailable
    /// Another way is needed to send this file.
    case fileRefused(FileFault)

    /// Anything else that would be refused again, unchanged.
    case badRequest(String)

    public enum Conflict: Equatable, Sendable {
        /// `getUpdates` while a webhook is set.
        case webhookIsSet
        /// Another program asks for updates with this token, or did until now.
        case otherPoller
        /// `setWebhook` ended this call.
        case webhookChanged
    }

    public enum FileFault: Equatable, Sendable {
        /// The id is malformed or another bot's: upload the bytes.
        case unknownID
        /// Telegram could not fetch it from the address: upload the bytes.
        case unreachableURL
        /// It can't be shown as a picture: send it as a document.
        case notPhoto
        /// The receiver accepts no voice messages: send it as audio or a document.
        case voiceForbidden
        /// These can't be one album: send them singly.
        case notAlbum
        /// The chat takes no files of this kind from the bot.
        case notAllowed
        /// The request held no such file, or an empty one.
        case missing
    }
}

extension TelegramError {
    /// Whether the same call may succeed later though nobody changes anything.
    public var isTransient: Bool {
        switch self {
        case .notSent, .uncertain, .cancelled, .rateLimited, .conflict, .fileUnavailable: true
        default: false
        }
    }
}

extension TelegramError: CustomStringConvertible {
    /// A sentence for a log.
    public var description: String {
        switch self {
        case .notSent(let reason): "Telegram could not be reached: \(reason)."
        case .uncertain(let reason): "It is not known whether Telegram did it: \(reason)."
        case .cancelled: "The call was cancelled."
        case .rateLimited(let wait): "Telegram asks to wait \(wait.components.seconds) s."
        case .migrated(let chat): "The group was upgraded; its chat id is now \(chat)."
        case .unauthorized(let reason): "Telegram does not know the bot's token: \(reason)."
        case .forbidden(let reason): "The bot is not allowed in the chat: \(reason)."
        case .chatNotFound(let reason): "The chat was not found: \(reason)."
        case .notForum(let reason): "The chat has no topics: \(reason)."
        case .missingRights(let reason): "The bot has too few rights: \(reason)."
        case .chatRefused(let reason): "Telegram takes nothing for the chat: \(reason)."
        case .conflict(.webhookIsSet): "Updates can't be asked for while a webhook is set."
        case .conflict(.otherPoller): "Another program asks for this bot's updates."
        case .conflict(.webhookChanged): "A webhook was set meanwhile."
        case .webhookRefused(let reason): "Telegram refused the webhook: \(reason)."
        case .topicGone: "The topic does not exist any more."
        case .topicClosed: "The topic is closed."
        case .topicRefused(let reason): "Telegram takes nothing for the topic: \(reason)."
        case .postedElsewhere(let message, let thread):
            "Message \(message) was posted to \(thread.map { "topic \($0)" } ?? "no topic") instead."
        case .notModified: "Nothing to change."
        case .messageGone: "The message does not exist any more."
        case .unchangeable(let reason): "The message can't be changed: \(reason)."
        case .replyTargetGone: "The message to reply to does not exist any more."
        case .cannotParse(let reason): "Telegram could not read the formatting: \(reason)."
        case .tooLong: "The text is too long."
        case .removedAtOnce: "The message was sent and removed at once."
        case .queryExpired: "The button was pressed too long ago."
        case .fileTooBig: "The file is too big."
        case .fileUnavailable: "The file is not available now."
        case .fileRefused(let fault): "Telegram can't send this file so (\(fault))."
        case .badRequest(let reason): "Telegram refused: \(reason)."
        }
    }
}
