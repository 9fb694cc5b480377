/// The answer to `createForumTopic`.
public struct ForumTopic: Sendable, Equatable, Decodable {
    /// It equals the id of the topic's first message, the service message that announces the topic.
    public let threadID: Int64
    /// The name after Telegram has cleaned it.
    public let name: String
    public let iconCustomEmojiID: String?

    enum CodingKeys: String, CodingKey {
        case threadID = "message_thread_id"
        case name
        case iconCustomEmojiID = "icon_custom_emoji_id"
    }
}

/// A custom emoji that bots may use as a topic's icon.
public struct IconSticker: Sendable, Equatable, Decodable {
    /// The ordinary emoji that it looks like.
    public let emoji: String?
    public let customEmojiID: String?

    public init(emoji: String?, customEmojiID: String?) {
        self.emoji = emoji
        self.customEmojiID = customEmojiID
    }

    enum CodingKeys: String, CodingKey {
        case emoji
        case customEmojiID = "custom_emoji_id"
    }
}

/// The colours of a topic's icon. The colour can't be changed later.
public enum TopicColor: Int64, Sendable, CaseIterable {
    case blue = 0x6FB9F0
    case yellow = 0xFFD67E
    case violet = 0xCB86DB
    case green = 0x8EEE98
    case rose = 0xFF93B2
    case red = 0xFB6F5F
}

extension BotClient {
    /// Creates a topic.
    ///
    /// After ``TelegramError/uncertain(_:)`` the topic may exist. Telegram has no method to list topics, but it
    /// delivers ``ServiceEvent/topicCreated(name:)`` for the bot's own ones.
    ///
    /// - Parameters:
    ///   - name: 1 to 128 characters; several topics may have the same.
    ///   - iconCustomEmojiID: One of ``getForumTopicIconStickers(timeout:)``.
    public func createForumTopic(
        in chat: Int64, name: String, color: TopicColor? = nil, iconCustomEmojiID: String? = nil
    ) async throws(TelegramError) -> ForumTopic {
        var parameters: [String: JSONValue] = ["chat_id": .integer(chat), "name": .string(name)]
        parameters["icon_custom_emoji_id"] = iconCustomEmojiID.map(JSONValue.string)
        parameters["icon_color"] = color.map { .integer($0.rawValue) }
        return try await call("createForumTopic", parameters)
    }

    /// The icons that bots may give to topics: about a hundred, and the same for every group.
    public func getForumTopicIconStickers(timeout: Duration = .seconds(60)) async throws(TelegramError) -> [IconSticker]
    {
        try await call("getForumTopicIconStickers", timeout: timeout)
    }

    /// Renames a topic, or changes its icon. Each change posts a service message in the topic.
    ///
    /// - Parameters:
    ///   - name: Nil keeps the present one.
    ///   - iconCustomEmojiID: One of ``getForumTopicIconStickers(timeout:)``; empty removes the icon, nil keeps it.
    public func editForumTopic(
        in chat: Int64, thread: Int64, name: String? = nil, iconCustomEmojiID: String? = nil
    ) async throws(TelegramError) {
        var parameters: [String: JSONValue] = ["chat_id": .integer(chat)]
        try parameters.set(thread: thread)
        parameters["name"] = name.map(JSONValue.string)
        parameters["icon_custom_emoji_id"] = iconCustomEmojiID.map(JSONValue.string)
        let _: Bool = try await call("editForumTopic", parameters)
    }

    /// - Throws: ``TelegramError/notModified`` if it is closed already.
    public func closeForumTopic(in chat: Int64, thread: Int64) async throws(TelegramError) {
        try await change("closeForumTopic", chat, thread)
    }

    /// - Throws: ``TelegramError/notModified`` if it is open already.
    public func reopenForumTopic(in chat: Int64, thread: Int64) async throws(TelegramError) {
        try await change("reopenForumTopic", chat, thread)
    }

    /// Deletes a topic with all its messages. Nobody is told of it by an update.
    public func deleteForumTopic(in chat: Int64, thread: Int64) async throws(TelegramError) {
        try await change("deleteForumTopic", chat, thread)
    }

    private func change(_ method: String, _ chat: Int64, _ thread: Int64) async throws(TelegramError) {
        var parameters: [String: JSONValue] = ["chat_id": .integer(chat)]
        try parameters.set(thread: thread)
        let _: Bool = try await call(method, parameters)
    }
}
