extension Group {
    /// Creates a topic. Its thread id is the id of the message that announces it.
    mutating func open(_ name: String, iconColor: Int, iconEmoji: String?, by actor: Participant) -> GroupTopic {
        let announcement = post(
            .topicCreated(name: name, iconColor: iconColor, iconEmoji: iconEmoji), by: actor, in: nil)
        let topic = GroupTopic(
            threadID: announcement.id, name: name, iconColor: iconColor, iconEmoji: iconEmoji,
            creator: actor.account.id)
        topics[topic.threadID] = topic
        return topic
    }

    /// - Parameter iconEmoji: An empty text removes it.
    mutating func change(_ topic: GroupTopic, name: String?, iconEmoji: String?, by actor: Participant) {
        var topic = topic
        if let name { topic.name = name }
        if let iconEmoji { topic.iconEmoji = iconEmoji.isEmpty ? nil : iconEmoji }
        topics[topic.threadID] = topic
        _ = post(.topicEdited(name: name, iconEmoji: iconEmoji), by: actor, in: topic.threadID)
    }

    mutating func set(_ topic: GroupTopic, closed: Bool, by actor: Participant) {
        topics[topic.threadID]?.isClosed = closed
        _ = post(closed ? .topicClosed : .topicReopened, by: actor, in: topic.threadID)
    }

    /// Deletes a topic with its messages. There is no update about it.
    mutating func delete(_ topic: GroupTopic) {
        topics[topic.threadID] = nil
        messages.removeAll { $0.threadID == topic.threadID }
        pinned = pinned.filter { message($0) != nil }
        actions[topic.threadID] = nil
        unnoticedDeletions.insert(topic.threadID)
        touch(nil)
        changed[topic.threadID] = nil
    }
}
