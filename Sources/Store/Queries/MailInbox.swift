public import Domain

/// A reply to a mail as it came.
public struct MailReply: Sendable {
    public let id: Int64
    public let ticket: TicketID
    /// Whose ticket it was then.
    public let user: UserID
    public let receivedAt: Timestamp
    public let body: [UInt8]
}

extension Reader {
    /// The reply that waits longest.
    public func nextMailReply() throws -> MailReply? {
        try connection.first(
            "SELECT id, ticket_id, user_id, received_at, body FROM mail_inbox ORDER BY id LIMIT 1"
        ) { row in
            MailReply(
                id: try row[0], ticket: try row[1], user: try row[2], receivedAt: try row[3], body: try row[4])
        }
    }

    /// How many replies wait, `limit` at most.
    public func waitingMailReplies(limit: Int) throws -> Int {
        try connection.first("SELECT count(*) FROM (SELECT 1 FROM mail_inbox LIMIT ?)", limit) { try $0[0] } ?? 0
    }
}

extension Transaction {
    /// Keeps a reply until it is understood.
    public func keepMailReply(_ body: [UInt8], in ticket: Ticket, now: Timestamp) throws {
        _ =
            try connection.insert(
                "INSERT INTO mail_inbox (ticket_id, user_id, received_at, body) VALUES (?, ?, ?, ?)", ticket.id,
                ticket.user,
                now, body) as Int64
        notice.requested.insert(.mailIntake)
    }

    /// Claims a reply. False if it is gone.
    public func claimMailReply(_ id: Int64) throws -> Bool {
        let before = connection.totalChanges
        try connection.execute("DELETE FROM mail_inbox WHERE id = ?", id)
        return connection.totalChanges > before
    }
}
