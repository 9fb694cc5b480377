extension Group {
    /// Somebody creates a topic in an app.
    @discardableResult
    public mutating func createTopic(_ name: String, by actor: Participant) throws(APIError) -> GroupTopic {
        let name = GroupTopic.cleaned(name)
        guard !name.isEmpty else { throw .badRequest("name must be non-empty") }
        guard isForum else { throw .badRequest("the chat is not a forum") }
        meet(actor)
        return open(
            name, iconColor: GroupTopic.iconColors[topics.count % GroupTopic.iconColors.count], iconEmoji: nil,
            by: actor)
    }

    public mutating func closeTopic(_ threadID: Int, by actor: Participant) throws(APIError) {
        let topic = try existing(threadID)
        guard !topic.isClosed else { throw .badRequest("TOPIC_NOT_MODIFIED") }
        meet(actor)
        set(topic, closed: true, by: actor)
    }

    public mutating func reopenTopic(_ threadID: Int, by actor: Participant) throws(APIError) {
        let topic = try existing(threadID)
        guard topic.isClosed else { throw .badRequest("TOPIC_NOT_MODIFIED") }
        meet(actor)
        set(topic, closed: false, by: actor)
    }

    public mutating func renameTopic(_ threadID: Int, to name: String, by actor: Participant) throws(APIError) {
        let topic = try existing(threadID)
        let name = GroupTopic.cleaned(name)
        guard !name.isEmpty, name != topic.name else { throw .badRequest("TOPIC_NOT_MODIFIED") }
        meet(actor)
        change(topic, name: name, iconEmoji: nil, by: actor)
    }

    /// Deletes a topic with its messages. There is no update: the bot learns it when it next posts there.
    public mutating func deleteTopic(_ threadID: Int) throws(APIError) {
        delete(try existing(threadID))
    }

    private func existing(_ threadID: Int) throws(APIError) -> GroupTopic {
        guard let topic = topics[threadID] else { throw .badRequest("TOPIC_ID_INVALID") }
        return topic
    }
}
