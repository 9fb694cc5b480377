extension Group {
    /// `Chat`, as it appears in messages.
    var chatJSON: APIValue {
        var chat: APIValue = ["id": .integer(chatID), "title": .string(title), "type": "supergroup"]
        if isForum { chat["is_forum"] = true }
        return chat
    }

    /// `Message`.
    func json(_ message: GroupMessage) -> APIValue {
        var json = shallowJSON(message)
        // A message in a topic that replies to nothing appears as a reply to the message that announces the topic.
        let implicit = message.threadID == message.id ? nil : message.threadID
        if let target = (message.replyTo ?? implicit).flatMap(self.message) {
            json["reply_to_message"] = shallowJSON(target)
        }
        return json
    }

    /// The message without `reply_to_message`, which is never nested.
    private func shallowJSON(_ message: GroupMessage) -> APIValue {
        var members: [String: APIValue] = [
            "message_id": .integer(message.id), "from": message.from.account.json, "chat": chatJSON,
            "date": .integer(message.date),
        ]
        if case .anonymousAdmin(let title) = message.from {
            members["sender_chat"] = chatJSON
            members["author_signature"] = title.map { .string($0) }
        }
        if let threadID = message.threadID {
            members["message_thread_id"] = .integer(threadID)
            members["is_topic_message"] = true
        }
        members["edit_date"] = message.editDate.map { .integer($0) }
        members["quote"] = message.quote
        members["reply_markup"] = message.replyMarkup
        members.merge(contentJSON(message.content)) { $1 }
        return .object(members)
    }

    private func contentJSON(_ content: GroupMessage.Content) -> [String: APIValue] {
        switch content {
        case .text(let formatted):
            return formatted.json("text", "entities")
        case .media(let media):
            var members = media.fields
            members["media_group_id"] = media.albumID.map { .string($0) }
            return members.merging(media.caption?.json("caption", "caption_entities") ?? [:]) { $1 }
        case .topicCreated(let name, let iconColor, let iconEmoji):
            var event: APIValue = ["name": .string(name), "icon_color": .integer(iconColor)]
            event["icon_custom_emoji_id"] = iconEmoji.map { .string($0) }
            return ["forum_topic_created": event]
        case .topicEdited(let name, let iconEmoji):
            var event: APIValue = [:]
            event["name"] = name.map { .string($0) }
            event["icon_custom_emoji_id"] = iconEmoji.map { .string($0) }
            return ["forum_topic_edited": event]
        case .topicClosed: return ["forum_topic_closed": [:]]
        case .topicReopened: return ["forum_topic_reopened": [:]]
        case .pinned(let id):
            return ["pinned_message": message(id).map(shallowJSON) ?? .null]
        }
    }
}

extension FormattedText {
    func json(_ name: String, _ entitiesName: String) -> [String: APIValue] {
        var members: [String: APIValue] = [name: .string(text)]
        if !entities.isEmpty { members[entitiesName] = .array(entities.map(\.json)) }
        return members
    }
}
