extension Group {
    typealias Action = @Sendable (inout Group, Parameters) throws(APIError) -> APIValue

    /// All actions by the last word of their paths.
    static let actions = people.merging(operations) { $1 }

    /// What people do. `topic` is a thread id, absent for General; `name` is the person; with `anonymous` or `bot`
    /// they act as the group or as a bot.
    private static let people: [String: Action] = [
        "write": { (group, parameters) throws(APIError) in
            let message = try group.write(
                parameters.string("text") ?? "", in: parameters.topic, by: parameters.participant,
                entities: try parameters.entities("entities"), replyTo: parameters.integer("reply_to"))
            return group.json(message)
        },
        // A private message to the bot.
        "whisper": { (group, parameters) throws(APIError) in
            try group.writePrivately(parameters.string("text") ?? "", by: parameters.participant)
            return true
        },
        "send": { (group, parameters) throws(APIError) in
            guard let content = try parameters.nested("content")?.members else { throw .badRequest("content is empty") }
            let message = try group.send(
                content, in: parameters.topic, by: parameters.participant, replyTo: parameters.integer("reply_to"))
            return group.json(message)
        },
        "attach": { (group, parameters) throws(APIError) in try group.attachAction(parameters) },
        "edit": { (group, parameters) throws(APIError) in
            try group.edit(
                parameters.required("message_id"), to: parameters.string("text") ?? "",
                entities: try parameters.entities("entities"))
            return true
        },
        "react": { (group, parameters) throws(APIError) in
            let id = try parameters.required("message_id")
            let participant = parameters.participant
            var emoji = parameters.string("emoji").flatMap { $0.isEmpty ? nil : $0 }
            // As in an app, the same reaction again removes it.
            if parameters.flag("toggle"), group.message(id)?.reactions[participant.account.id] == emoji { emoji = nil }
            try group.react(to: id, with: emoji, by: participant)
            return true
        },
        "press": { (group, parameters) throws(APIError) in
            let id = try group.press(
                parameters.string("data") ?? "", under: try parameters.required("message_id"),
                by: parameters.participant)
            return ["callback_query_id": .string(id)]
        },
        "create": { (group, parameters) throws(APIError) in
            let topic = try group.createTopic(parameters.string("title") ?? "", by: parameters.participant)
            return ["message_thread_id": .integer(topic.threadID)]
        },
        "rename": { (group, parameters) throws(APIError) in
            try group.renameTopic(
                parameters.required("topic"), to: parameters.string("title") ?? "", by: parameters.participant)
            return true
        },
        "close": { (group, parameters) throws(APIError) in
            try group.closeTopic(parameters.required("topic"), by: parameters.participant)
            return true
        },
        "reopen": { (group, parameters) throws(APIError) in
            try group.reopenTopic(parameters.required("topic"), by: parameters.participant)
            return true
        },
        "delete": { (group, parameters) throws(APIError) in
            try group.deleteTopic(parameters.required("topic"))
            return true
        },
    ]
}

extension Parameters {
    var topic: Int? { integer("topic").flatMap { $0 > 0 ? $0 : nil } }

    var participant: Participant {
        let name = string("name") ?? "Agent"
        if flag("anonymous") { return .anonymousAdmin(title: string("name")) }
        return flag("bot") ? .bot(name) : .named(name)
    }

    func required(_ name: String) throws(APIError) -> Int {
        guard let value = integer(name) else { throw .badRequest("\(name) is empty") }
        return value
    }

}
