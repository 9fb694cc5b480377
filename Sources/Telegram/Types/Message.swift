/// A message as the bot sees it.
public struct Message: Sendable, Equatable, Decodable {
    public let id: Int64
    public let chat: Chat
    /// Unix seconds; 0 if Telegram does not send it.
    public let date: Int64
    /// The time of the last edit in Unix seconds.
    public let editDate: Int64?
    public let from: User?
    /// The chat in whose name it was sent.
    public let senderChat: Chat?
    /// The title of an anonymous administrator.
    public let authorSignature: String?
    /// Set together with ``isTopicMessage`` in topics. In groups without topics it may mean a thread of replies.
    public let threadID: Int64?
    public let isTopicMessage: Bool
    /// The message that Telegram says it replies to; see ``realReply``.
    public let replyToMessageID: Int64?
    /// The author of the message it replies to; if it replies to none, who created the topic.
    public let repliedAuthorID: Int64?
    /// The name with which the topic was created, if the message replies to none.
    public let topicName: String?
    /// The same for all parts of an album. Each part is a message.
    public let mediaGroupID: String?
    public let content: MessageContent
    /// The text, the caption, or the words of a rich message; empty if there are none.
    public let text: String
    /// The entities of ``text`` whose kind is known and whose bounds are right.
    public let entities: [MessageEntity]
    /// Whether it is a rich message with pictures or other files, which ``text`` does not contain.
    public let hasRichFiles: Bool

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        id = try fields.decode(Int64.self, forKey: "message_id")
        chat = try fields.decode(Chat.self, forKey: "chat")
        date = fields.lenient("date") ?? 0
        editDate = fields.lenient("edit_date")
        from = fields.lenient("from")
        senderChat = fields.lenient("sender_chat")
        authorSignature = fields.lenient("author_signature") ?? fields.lenient("sender_tag")
        threadID = fields.lenient("message_thread_id")
        isTopicMessage = fields.isTrue("is_topic_message")
        replyToMessageID = fields.nested("reply_to_message")?.lenient("message_id")
        repliedAuthorID = fields.nested("reply_to_message")?.nested("from")?.lenient("id")
        topicName = fields.nested("reply_to_message")?.nested("forum_topic_created")?.lenient("name")
        mediaGroupID = fields.lenient("media_group_id")
        content = MessageContent(fields)
        if let rich: RichText = fields.lenient("rich_message"), !fields.contains("text") {
            (text, entities, hasRichFiles) = (rich.text, rich.entities, rich.hasFiles)
            return
        }
        hasRichFiles = false
        let isCaption = !fields.contains("text")
        let text: String = fields.lenient(isCaption ? "caption" : "text") ?? ""
        let length = text.utf16.count
        self.text = text
        entities = fields.elements(isCaption ? "caption_entities" : "entities").filter { $0.fits(length) }
    }
}

extension Message {
    /// The topic that it is in; nil in General, and in groups without topics.
    public var topicID: Int64? { isTopicMessage ? threadID : nil }

    /// The message that its author replied to. A message that replies to none usually arrives as a reply to the topic's
    /// first one, which does not count.
    public var realReply: Int64? { replyToMessageID == threadID ? nil : replyToMessageID }

    /// Who wrote a message.
    public enum Author: Sendable, Equatable {
        /// The bot that received it. Of its own messages only service messages come back.
        case ownBot
        case member(User)
        /// Sent in the name of the group. The title is the administrator's, if there is one.
        case anonymousAdministrator(title: String?)
        case channel(Chat)
    }

    /// - Parameter botID: The user id of the bot that received the message.
    public func author(botID: Int64) -> Author {
        if let senderChat {
            return senderChat.id == chat.id
                ? .anonymousAdministrator(title: authorSignature) : .channel(senderChat)
        }
        guard let from else { return .channel(chat) }
        return from.id == botID ? .ownBot : .member(from)
    }
}
