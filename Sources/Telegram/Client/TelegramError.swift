/// Why a call failed. No text in it contains the token.
public enum TelegramError: Error, Equatable, Sendable {
    // MARK: The way there

    /// Nothing reached Telegram: the name look-up, the connection, the proxy or TLS
    /// failed. It is safe to repeat the call.
    case notSent(String)
    /// Telegram may have carried out the call: the answer is missing, broken, or a 5xx. Repeating may post a message
    /// twice, but does no harm if the call only reads, edits, deletes, closes or reopens.
    case uncertain(String)
    /// The task was cancelled. It is unknown whether Telegram carried out the call.
    case cancelled

    // MARK: The whole chat or bot

    /// All calls to this chat must wait this long. An earlier call makes the wait longer.
    case rateLimited(retryAfter: Duration)
    /// The group has a new id, as when topics are enabled. The ids of its topics and messages are void.
    case migrated(to: Int64)
    /// The token is wrong or revoked, or the address of the API is wrong.
    case unauthorized(String)
    /// The bot was removed from the chat, or blocked; or the chat was deleted.
    case forbidden(String)
    case chatNotFound(String)
    /// The chat is not a supergroup with topics.
    case notForum(String)
    /// The bot is not an administrator, or lacks the right to do this.
    case missingRights(String)
    /// Another problem with the chat or the bot in it: every post is refused until somebody changes something.
    case chatRefused(String)
    case conflict(Conflict)
    /// Telegram does not accept the webhook's address, secret or certificate. The operator is shown this text as it is.
    case webhookRefused(String)

    // MARK: A topic

    /// The topic does not exist any more.
    case topicGone
    /// The topic is closed, and the bot has no right to write in closed ones.
    case topicClosed
    /// Another problem with the topic: every post there is refused.
    case topicRefused(String)
    /// The message was sent, but to another place: the topic is lost. The stray message should be deleted.
    case postedElsewhere(messageID: Int64, threadID: Int64?)

    // MARK: A message

    /// It is already as asked. As good as success.
    case notModified
    /// The message to edit, delete, pin or react to does not exist. As good as success for a deletion.
    case messageGone
    /// The message is too old to delete, not the bot's own, or the root of a topic.
    case unchangeable(String)
    /// The message to reply to does not exist. Send it without the reply.
    case replyTargetGone
    /// The markup or an entity is wrong. Send it as plain text.
    case cannotParse(String)
    /// The text or caption is too long. Split it.
    case tooLong
    /// The message was sent and removed at once by another bot or the group's moderation. Do not send it again.
    case removedAtOnce
    /// The button was pressed too long ago to be answered. As good as success.
    case queryExpired

    // MARK: A file

    /// The file has over 20 MB to download, or over 50 MB to upload.
    case fileTooBig
    /// The file can't be had at present; a later attempt may succeed.
    case fileUnavailable
    /// The file has to be sent in another way.
    case fileRefused(FileFault)

    /// Any other refusal, which the same call would meet again.
    case badRequest(String)

    /// Why updates can't be fetched at present.
    public enum Conflict: Equatable, Sendable {
        /// `getUpdates` was called while a webhook is set.
        case webhookIsSet
        /// Another program fetches updates with this token, or did until a moment ago.
        case otherPoller
        /// This call was ended by a call of `setWebhook`.
        case webhookChanged
    }

    /// Why a file can't be sent in this way, and how it can be.
    public enum FileFault: Equatable, Sendable {
        /// The id is malformed or belongs to another bot: upload the bytes.
        case unknownID
        /// Telegram could not fetch the file from its address: upload the bytes.
        case unreachableURL
        /// The file can't be shown as a photo: send it as a document.
        case notPhoto
        /// The receiver accepts no voice messages: send it as audio or a document.
        case voiceForbidden
        /// These files can't be one album: send them one by one.
        case notAlbum
        /// The bot may not send files of this kind to the chat.
        case notAllowed
        /// The request contained no such file, or an empty one.
        case missing
    }
}

extension TelegramError {
    /// Whether the same call may succeed later even if nobody changes anything.
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
