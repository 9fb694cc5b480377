extension Group {
    /// `createForumTopic` → ForumTopic
    mutating func createForumTopic(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        let name = GroupTopic.cleaned(parameters.string("name") ?? "")
        guard !name.isEmpty else { throw .badRequest("name must be non-empty") }
        let color = parameters.integer("icon_color") ?? GroupTopic.iconColors[0]
        guard GroupTopic.iconColors.contains(color) else { throw .badRequest("invalid icon color specified") }
        try checkForum(may: rights.manageTopics, "create a topic")
        let emoji = try icon(parameters).flatMap { $0.isEmpty ? nil : $0 }
        try spend()
        let topic = open(name, iconColor: color, iconEmoji: emoji, by: .member(bot))
        var result: APIValue = [
            "message_thread_id": .integer(topic.threadID), "name": .string(name), "icon_color": .integer(color),
        ]
        result["icon_custom_emoji_id"] = emoji.map { .string($0) }
        return MethodResult(result)
    }

    /// `editForumTopic` → True
    mutating func editForumTopic(_ parameters: Parameters) throws(APIError) -> MethodResult {
        let topic = try topic(parameters, "edit the topic")
        let name = parameters.string("name").map(GroupTopic.cleaned).flatMap { $0.isEmpty ? nil : $0 }
        let emoji = try icon(parameters)
        guard name != nil || emoji != nil else { return .yes }
        let newName = name.flatMap { $0 == topic.name ? nil : $0 }
        let newEmoji = emoji.flatMap { $0 == (topic.iconEmoji ?? "") ? nil : $0 }
        guard newName != nil || newEmoji != nil else { throw .badRequest("TOPIC_NOT_MODIFIED") }
        try spend()
        change(topic, name: newName, iconEmoji: newEmoji, by: .member(bot))
        return .yes
    }

    /// `getForumTopicIconStickers` → Array of Sticker
    func getForumTopicIconStickers() -> MethodResult { MethodResult(.array(TopicIcon.all.map(\.json))) }

    /// `icon_custom_emoji_id`: an empty text means no icon, nil no change.
    private func icon(_ parameters: Parameters) throws(APIError) -> String? {
        guard let id = parameters.string("icon_custom_emoji_id"), !id.isEmpty else {
            return parameters.string("icon_custom_emoji_id")
        }
        guard TopicIcon.emoji(of: id) != nil else { throw .badRequest("DOCUMENT_INVALID") }
        return id
    }

    /// `closeForumTopic` → True
    mutating func closeForumTopic(_ parameters: Parameters) throws(APIError) -> MethodResult {
        let topic = try topic(parameters, "close or open the topic")
        guard !topic.isClosed else { throw .badRequest("TOPIC_NOT_MODIFIED") }
        try spend()
        set(topic, closed: true, by: .member(bot))
        return .yes
    }

    /// `reopenForumTopic` → True
    mutating func reopenForumTopic(_ parameters: Parameters) throws(APIError) -> MethodResult {
        let topic = try topic(parameters, "close or open the topic")
        guard topic.isClosed else { throw .badRequest("TOPIC_NOT_MODIFIED") }
        try spend()
        set(topic, closed: false, by: .member(bot))
        return .yes
    }

    /// `deleteForumTopic` → True
    mutating func deleteForumTopic(_ parameters: Parameters) throws(APIError) -> MethodResult {
        let topic = try topic(parameters, "delete the topic")
        guard rights.deleteMessages else { throw .badRequest("not enough rights to delete the topic") }
        delete(topic)
        return .yes
    }

    /// The topic that a call names, if the bot may change it: it needs the right, unless it has created the topic.
    private func topic(_ parameters: Parameters, _ purpose: String) throws(APIError) -> GroupTopic {
        try checkChat(parameters)
        guard let id = parameters.threadID else { throw .badRequest("invalid forum topic identifier specified") }
        try checkForum(may: rights.manageTopics || topics[id]?.creator == bot.id, purpose)
        guard let topic = topics[id] else { throw .badRequest("TOPIC_ID_INVALID") }
        return topic
    }

    private func checkForum(may: Bool, _ purpose: String) throws(APIError) {
        guard isForum else { throw .badRequest("the chat is not a forum") }
        guard may else { throw .badRequest("not enough rights to \(purpose)") }
    }
}
