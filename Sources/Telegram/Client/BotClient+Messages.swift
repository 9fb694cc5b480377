extension BotClient {
    /// Posts a text.
    ///
    /// - Parameters:
    ///   - thread: The topic; nil posts to the General topic, or to a chat without topics.
    ///   - text: 1 to 4,096 UTF-16 units.
    ///   - replyTo: If that message does not exist any more, the text is posted without a reply.
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
        // A chat that is no longer a forum ignores the topic without an error.
        guard thread == nil || message.threadID == thread else {
            throw .postedElsewhere(messageID: message.id, threadID: message.threadID)
        }
        return message
    }

    /// Replaces the text of one of the bot's own messages.
    ///
    /// - Throws: ``TelegramError/notModified`` if it has this text already.
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

    /// Deletes a message. Telegram refuses if it is older than 48 hours.
    public func deleteMessage(in chat: Int64, message: Int64) async throws(TelegramError) {
        let _: Bool = try await call(
            "deleteMessage", ["chat_id": .integer(chat), "message_id": .integer(message)])
    }

    /// Shows for up to 5 seconds what the bot is doing, such as `typing`. It succeeds even if the topic has been
    /// deleted, and it counts against the group's budget.
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
    /// Telegram takes 0 and negative numbers for an absent topic, which would post to General. It refuses
    /// 1, which is General's own number.
    mutating func set(thread: Int64?) throws(TelegramError) {
        guard let thread else { return }
        guard thread > 1 else { throw .badRequest("\(thread) is no topic's id") }
        self["message_thread_id"] = .integer(thread)
    }

    mutating func set(_ entities: [MessageEntity]) {
        if !entities.isEmpty { self["entities"] = .array(entities.map(\.json)) }
    }
}
