extension Group {
    /// The most messages of a topic that a viewer gets.
    private static let shownMessages = 300

    /// What a viewer sees: the group, the order of the topics, and the topics that changed since `version` with their
    /// latest messages. General has the thread id 0.
    func stateJSON(after seen: Int) -> APIValue {
        // A version from before a restart may be higher than the present one.
        let version = seen > self.version ? -1 : seen
        let shown = [0] + topics.keys.sorted()
        return [
            "version": .integer(self.version), "chat": chatJSON, "bot": bot.json,
            "rate": rateJSON(of: bot), "rates": .object(rates),
            "answers": .object(answers),
            "order": .array(shown.map { .integer($0) }),
            "topics": .array(
                shown.filter { changed[$0, default: 0] > version }.map { topicJSON($0) }),
        ]
    }

    /// By bot.
    private var rates: [String: APIValue] {
        Dictionary(bots.map { ("\($0.id)", rateJSON(of: $0)) }) { $1 }
    }

    private func rateJSON(of bot: Person) -> APIValue { rateLimit(of: bot).json }

    /// The latest answers of the bot to pressed buttons, by query.
    private var answers: [String: APIValue] {
        callbackQueries.suffix(20).reduce(into: [:]) { answers, query in
            guard let answer = query.answer else { return }
            answers[query.id] = ["text": .string(answer.text ?? ""), "show_alert": .bool(answer.isAlert)]
        }
    }

    private func topicJSON(_ threadID: Int) -> APIValue {
        let messages = messages(in: threadID == 0 ? nil : threadID)
        var json: APIValue = [
            "thread_id": .integer(threadID),
            "messages": .array(messages.suffix(Self.shownMessages).map(viewJSON)),
        ]
        if let topic = topics[threadID] {
            json["name"] = .string(topic.name)
            json["icon_color"] = .integer(topic.iconColor)
            json["icon_custom_emoji_id"] = topic.iconEmoji.map { .string($0) }
            json["icon_emoji"] = topic.iconEmoji.flatMap(TopicIcon.emoji).map { .string($0) }
            json["is_closed"] = .bool(topic.isClosed)
        }
        let pins = pinned.reversed().compactMap(message).filter { ($0.threadID ?? 0) == threadID }
        if !pins.isEmpty { json["pinned"] = .array(pins.map(viewJSON)) }
        if let action = actions[threadID], action.until > now {
            json["action"] = .string(action.action)
            json["action_ms"] = .integer(action.until - now)
        }
        return json
    }

    /// `Message`, with its reactions by emoji and who set them, which Telegram does not show to bots.
    private func viewJSON(_ message: GroupMessage) -> APIValue {
        var json = json(message)
        guard !message.reactions.isEmpty else { return json }
        let byEmoji = Dictionary(grouping: message.reactions.keys.sorted()) { message.reactions[$0] ?? "" }
        json["reactions"] = .array(
            byEmoji.sorted { $0.key < $1.key }.map { emoji, accounts in
                ["emoji": .string(emoji), "users": .array(accounts.map { .integer($0) })]
            })
        return json
    }
}

extension Call {
    var json: APIValue {
        var json: APIValue = [
            "number": .integer(number), "time": .integer(time), "bot_id": .integer(botID), "method": .string(method),
            "parameters": parameters,
            "status": .integer(status),
        ]
        json["description"] = description.map { .string($0) }
        return json
    }
}
