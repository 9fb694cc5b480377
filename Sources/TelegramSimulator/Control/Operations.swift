extension Group {
    /// What happens to the group from outside: faults, disorder, and changes of the bot and of members.
    static let operations: [String: Action] = [
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
        "reverse": { (group, parameters) throws(APIError) in
            group.reverseUpdates(try parameters.required("count"))
            return true
        },
        "webhook": { (group, parameters) throws(APIError) in
            group.disturbWebhook(
                duplicated: parameters.integer("duplicated") ?? 0, reversed: parameters.integer("reversed") ?? 0)
            return true
        },
        "dismiss": { (group, parameters) throws(APIError) in
            group.dismissBot(by: parameters.participant)
            return true
        },
        "readmit": { (group, parameters) throws(APIError) in
            group.readmitBot(by: parameters.participant)
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
        "status": { (group, parameters) throws(APIError) in
            guard let status = parameters.string("status").flatMap(MemberStatus.init) else {
                throw .badRequest("unknown status")
            }
            group.set(status, of: parameters.participant, by: parameters.participant)
            return true
        },
    ]
}

extension Fault {
    /// Reads `kind` with its own parameters, `method`, `text`, `count` and `delay_ms`.
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
            kind, method: parameters.string("method"), text: parameters.string("text"),
            count: parameters.integer("count") ?? 1,
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
