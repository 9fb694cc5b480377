extension Group {
    typealias Action = @Sendable (inout Group, Parameters) throws(APIError) -> APIValue

    /// By the last word of the path. `topic` is a thread id, absent for General; `name` is who acts; `anonymous` and
    /// `bot` make them act as the group or as a bot.
    static let actions: [String: Action] = [
        "write": { (group, parameters) throws(APIError) in
            let message = try group.write(
                parameters.string("text") ?? "", in: parameters.topic, by: parameters.participant,
                entities: try parameters.entities("entities"), replyTo: parameters.integer("reply_to"))
            return group.json(message)
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
            // The same again takes a reaction back, as it does under a finger.
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
        "status": { (group, parameters) throws(APIError) in
            guard let status = parameters.string("status").flatMap(MemberStatus.init) else {
                throw .badRequest("unknown status")
            }
            group.set(status, of: parameters.participant, by: parameters.participant)
            return true
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
        "fault": { (group, parameters) throws(APIError) in
            group.add(try Fault(parameters))
            return true
        },
        "inject": { (group, parameters) throws(APIError) in
            guard let kind = parameters.string("kind"), let payload = try parameters.nested("payload") else {
                throw .badRequest("kind or payload is empty")
            }
            group.inject(kind, payload)
            return true
        },
        "migrate": { (group, parameters) throws(APIError) in
            group.migrate(to: try parameters.required("chat_id"))
            return true
        },
        "webhook": { (group, parameters) throws(APIError) in
            group.disturbWebhook(
                duplicated: parameters.integer("duplicated") ?? 0, reversed: parameters.integer("reversed") ?? 0)
            return true
        },
        "rights": { (group, parameters) throws(APIError) in
            var rights = Rights()
            rights.manageTopics = parameters.flag("manage_topics")
            rights.deleteMessages = parameters.flag("delete_messages")
            rights.pinMessages = parameters.flag("pin_messages")
            group.grant(rights)
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

    fileprivate func required(_ name: String) throws(APIError) -> Int {
        guard let value = integer(name) else { throw .badRequest("\(name) is empty") }
        return value
    }

}

extension Fault {
    /// `kind` with what belongs to it, `method`, `count` and `delay_ms`.
    fileprivate init(_ parameters: Parameters) throws(APIError) {
        let kind: Kind
        switch parameters.string("kind") {
        case "delay": kind = .none
        case "too_many_requests": kind = .tooManyRequests(retryAfter: parameters.integer("retry_after") ?? 1)
        case "page": kind = .page(status: try parameters.status("status") ?? 502)
        case "drop_before": kind = .dropBefore
        case "drop_after": kind = .dropAfter
        case "kicked": kind = .kicked
        case "topic_closed": kind = .topicClosed
        case "photo_invalid_dimensions": kind = .photoInvalidDimensions
        case "misplaced": kind = .misplaced(threadID: parameters.integer("topic"))
        case "error":
            kind = .error(
                APIError(try parameters.status("error_code") ?? 400, parameters.string("description") ?? "Bad Request"))
        default: throw .badRequest("unknown kind of fault")
        }
        let delay = min(max(parameters.integer("delay_ms") ?? 0, 0), 600_000)
        self.init(
            kind, method: parameters.string("method"), count: parameters.integer("count") ?? 1,
            delay: .milliseconds(delay))
    }
}

extension Parameters {
    fileprivate func status(_ name: String) throws(APIError) -> Int? {
        guard let status = integer(name) else { return nil }
        guard 400...599 ~= status else { throw .badRequest("\(name) is no error") }
        return status
    }
}
