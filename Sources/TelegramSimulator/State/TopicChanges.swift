extension Group {
    /// Makes a topic; the message that announces it gives it its thread id.
    mutating func open(_ name: String, iconColor: Int, iconEmoji: String?, by actor: Actor) -> Topic {
        let announcement = post(
            .topicCreated(name: name, iconColor: iconColor, iconEmoji: iconEmoji), by: actor, in: nil)
        let topic = Topic(
            threadID: announcement.id, name: name, iconColor: iconColor, iconEmoji: iconEmoji,
            creator: actor.account.id)
        topics[topic.threadID] = topic
        return topic
    }

    /// - Parameter iconEmoji: Empty removes it.
    mutating func change(_ topic: Topic, name: String?, iconEmoji: String?, by actor: Actor) {
        var topic = topic
        if let name { topic.name = name }
        if let iconEmoji { topic.iconEmoji = iconEmoji.isEmpty ? nil : iconEmoji }
        topics[topic.threadID] = topic
        _ = post(.topicEdited(name: name, iconEmoji: iconEmoji), by: actor, in: topic.threadID)
    }

    mutating func set(_ topic: Topic, closed: Bool, by actor: Actor) {
        topics[topic.threadID]?.isClosed = closed
        _ = post(closed ? .topicClosed : .topicReopened, by: actor, in: topic.threadID)
    }

    /// Its messages go with it, and nobody is told.
    mutating func delete(_ topic: Topic) {
        topics[topic.threadID] = nil
        messages.removeAll { $0.threadID == topic.threadID }
        actions[topic.threadID] = nil
        unnoticedDeletions.insert(topic.threadID)
        version += 1
    }
}
