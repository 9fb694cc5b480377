extension BotClient {
    /// Posts a text.
    ///
    /// - Parameters:
    ///   - thread: The topic; nil posts to the General topic, or to a chat without topics.
    ///   - text: 1 to 4,096 UTF-16 units.
    ///   - replyTo: If that message is gone, the text is posted without it.
    /// - Throws: ``TelegramError/postedElsewhere(messageID:threadID:)`` when Telegram posted to another topic than asked.
    public func sendMessage(
        to chat: Int64, thread: Int64?, text: String, entities: [MessageEntity] = [], replyTo: Int64? = nil,
        showsLinkPreview: Bool = false, isSilent: Bool = false
    ) async throws(TelegramError) -> Message {
        var parameters: [String: JSONValue] = ["chat_id": .integer(chat), "text": .string(text)]
        try parameters.set(thread: thread)
        parameters.set(entities)
        if let replyTo {
            parameters["reply_parameters"] = [
                "message_id": .integer(replyTo), "allow_sending_without_reply": true,
            ]
        }
        if !showsLinkPreview { parameters["link_preview_options"] = ["is_disabled": true] }
        if isSilent { parameters["disable_notification"] = true }
        let message: Message = try await call("sendMessage", parameters)
        // A chat that stopped being a forum ignores the topic without an error.
        guard thread == nil || message.threadID == thread else {
            throw .postedElsewhere(messageID: message.id, threadID: message.threadID)
        }
        return message
    }

    /// Replaces the text of one of the bot's own messages.
    ///
    /// - Throws: ``TelegramError/notModified`` if it reads so already.
    public func editMessageText(
        in chat: Int64, message: Int64, text: String, entities: [MessageEntity] = [], showsLinkPreview: Bool = false
    ) async throws(TelegramError) -> Message {
        var parameters: [String: JSONValue] = [
            "chat_id": .integer(chat), "message_id": .integer(message), "text": .string(text),
        ]
        parameters.set(entities)
        if !showsLinkPreview { parameters["link_preview_options"] = ["is_disabled": true] }
        return try await call("editMessageText", parameters)
    }

    /// Deletes a message that is less than 48 hours old.
    public func deleteMessage(in chat: Int64, message: Int64) async throws(TelegramError) {
        let _: Bool = try await call(
            "deleteMessage", ["chat_id": .integer(chat), "message_id": .integer(message)])
    }

    /// Shows for up to 5 seconds what the bot is doing, such as `typing`. It succeeds for a deleted topic too, and is
    /// charged to the group's budget.
    public func sendChatAction(
        to chat: Int64, thread: Int64?, action: String = "typing"
    ) async throws(TelegramError) {
        var parameters: [String: JSONValue] = ["chat_id": .integer(chat), "action": .string(action)]
        try parameters.set(thread: thread)
        let _: Bool = try await call("sendChatAction", parameters)
    }

    /// Pins a message in its topic, without a notification. Telegram posts a service message about it.
    public func pinChatMessage(in chat: Int64, message: Int64) async throws(TelegramError) {
        let _: Bool = try await call(
            "pinChatMessage",
            ["chat_id": .integer(chat), "message_id": .integer(message), "disable_notification": true])
    }
}

extension [String: JSONValue] {
    /// Telegram reads 0 and negative numbers as absent, which would post to General, and refuses 1, which is General.
    mutating func set(thread: Int64?) throws(TelegramError) {
        guard let thread else { return }
        guard thread > 1 else { throw .badRequest("\(thread) is no topic's id") }
        self["message_thread_id"] = .integer(thread)
    }

    mutating func set(_ entities: [MessageEntity]) {
        if !entities.isEmpty { self["entities"] = .array(entities.map(\.json)) }
    }
}
