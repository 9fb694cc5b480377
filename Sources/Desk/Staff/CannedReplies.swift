public import Domain
import Store

extension Desk {
    public func cannedReplies() throws -> [CannedReply] {
        try store.read { try $0.cannedReplies() }
    }

    /// The texts of the replies as an agent would send them in this ticket.
    public func cannedReplies(filledFor id: TicketID, by agent: Agent?) throws -> [(CannedReply, filled: String)] {
        try store.read { reader in
            let ticket = try reader.existing(id)
            let name = try reader.card(of: ticket.user)?.user.name
            return try reader.cannedReplies().map { reply in
                (reply, filled: reply.filled(name: name, agent: agent?.name, ticket: id))
            }
        }
    }

    /// - Throws: ``DeskError/shortcutTaken``, ``DeskError/tooMany``
    public func addCannedReply(_ reply: CannedReply, by actor: StaffActor) async throws -> CannedReply {
        let now = clock()
        return try await store.write { transaction in
            let added = try transaction.addCannedReply(reply)
            try transaction.audit(.replyAdded, of: .cannedReply(added), by: actor, now: now)
            return added
        }
    }

    /// Changes the properties that are given, and leaves the others.
    public func changeCannedReply(
        _ id: CannedReplyID, shortcut: String?, title: String?, text: String?, by actor: StaffActor
    ) async throws -> CannedReply {
        let now = clock()
        return try await store.write { transaction in
            guard let old = try transaction.read.cannedReply(id) else { throw DeskError.notFound }
            let new = try CannedReply(
                id: id, shortcut: shortcut ?? old.shortcut, title: title ?? old.title, text: text ?? old.text)
            try transaction.changeCannedReply(new)
            try transaction.audit(.replyChanged, of: .cannedReply(new), by: actor, now: now)
            return new
        }
    }

    /// - Throws: ``DeskError/notFound``
    public func removeCannedReply(_ id: CannedReplyID, by actor: StaffActor) async throws {
        let now = clock()
        try await store.write { transaction in
            guard let reply = try transaction.read.cannedReply(id) else { throw DeskError.notFound }
            _ = try transaction.removeCannedReply(id)
            try transaction.audit(.replyRemoved, of: .cannedReply(reply), by: actor, now: now)
        }
    }
}
