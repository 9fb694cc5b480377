/// What `createForumTopic` made.
public struct ForumTopic: Sendable, Equatable, Decodable {
    /// Equals the id of the topic's first message, the service message that announces it.
    public let threadID: Int64
    /// As Telegram cleaned it.
    public let name: String

    enum CodingKeys: String, CodingKey {
        case threadID = "message_thread_id"
        case name
    }
}

/// The colours of a topic's icon; it can't be changed later.
public enum TopicColor: Int64, Sendable, CaseIterable {
    case blue = 0x6FB9F0
    case yellow = 0xFFD67E
    case violet = 0xCB86DB
    case green = 0x8EEE98
    case rose = 0xFF93B2
    case red = 0xFB6F5F
}

extension BotClient {
    /// Makes a topic.
    ///
    /// After ``TelegramError/uncertain(_:)`` it may exist: Telegram has no way to list topics, but delivers the bot's
    /// own ``ServiceEvent/topicCreated(name:)``.
    ///
    /// - Parameter name: 1 to 128 characters; need not be unique.
    public func createForumTopic(
        in chat: Int64, name: String, color: TopicColor? = nil
    ) async throws(TelegramError) -> ForumTopic {
        var parameters: [String: JSONValue] = ["chat_id": .integer(chat), "name": .string(name)]
        parameters["icon_color"] = color.map { .integer($0.rawValue) }
        return try await call("createForumTopic", parameters)
    }

    /// Renames a topic, or changes its icon. Each change posts a service message in the topic.
    ///
    /// - Parameters:
    ///   - name: Nil keeps it.
    ///   - iconCustomEmojiID: One of `getForumTopicIconStickers`; empty removes the icon, nil keeps it.
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

    private func change(_ method: String, _ chat: Int64, _ thread: Int64) async throws(TelegramError) {
        var parameters: [String: JSONValue] = ["chat_id": .integer(chat)]
        try parameters.set(thread: thread)
        let _: Bool = try await call(method, parameters)
    }
}
