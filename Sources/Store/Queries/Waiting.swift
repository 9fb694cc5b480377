public import Domain

/// A conversation that waits for an answer of the staff.
public struct WaitingTicket: Sendable, Equatable {
    public let ticket: TicketID
    public let user: UserID
    public let since: Timestamp
    /// Who took it.
    public let agent: String?
    /// Its topic in the group, if there is one.
    public let thread: Int64?
}

extension Reader {
    /// The conversations that have waited longest, and how many wait. Those of banned users do not count.
    public func waitingTickets(in chat: Int64, limit: Int) throws -> (longest: [WaitingTicket], count: Int) {
        let count =
            try connection.first(
                """
                SELECT count(*) FROM tickets k JOIN users u ON u.id = k.user_id
                WHERE k.waiting_since IS NOT NULL AND u.banned_at IS NULL
                """
            ) { try $0[0] as Int } ?? 0
        let longest = try connection.all(
            """
            SELECT \(WaitingTicket.columns)
            FROM tickets JOIN users ON users.id = tickets.user_id
                LEFT JOIN agents ON agents.id = tickets.assigned_agent_id
                LEFT JOIN topics ON topics.ticket_id = tickets.id AND topics.chat_id = ?
            WHERE tickets.waiting_since IS NOT NULL AND users.banned_at IS NULL
            ORDER BY tickets.waiting_since, tickets.id LIMIT ?
            """, chat, limit, read: WaitingTicket.init)
        return (longest, count)
    }

    /// Conversations whose next reminder is due, the longest waiting first.
    ///
    /// - Parameter due: Since when a conversation must have waited that had no reminder yet, one, and so on. After the last
    ///   one there is none.
    public func ticketsToRemind(of chat: Int64, due: [Timestamp], limit: Int) throws -> [WaitingTicket] {
        let found = try due.enumerated().flatMap { try ticketsToRemind(of: chat, after: $0, since: $1, limit: limit) }
        return Array(found.sorted { ($0.since, $0.ticket.rawValue) < ($1.since, $1.ticket.rawValue) }.prefix(limit))
    }

    private func ticketsToRemind(
        of chat: Int64, after reminders: Int, since: Timestamp, limit: Int
    ) throws -> [WaitingTicket] {
        try connection.all(
            """
            SELECT \(WaitingTicket.columns)
            FROM tickets JOIN users ON users.id = tickets.user_id
                LEFT JOIN agents ON agents.id = tickets.assigned_agent_id
                LEFT JOIN topics ON topics.ticket_id = tickets.id AND topics.chat_id = ?
            WHERE tickets.waiting_since IS NOT NULL AND users.banned_at IS NULL AND tickets.reminders = ?
                AND tickets.waiting_since <= ?
            ORDER BY tickets.waiting_since, tickets.id LIMIT ?
            """, chat, reminders, since, limit, read: WaitingTicket.init)
    }
}

extension WaitingTicket: StoredRow {
    /// With those of who took it, and of its topic.
    static var columns: SQL.Columns {
        "tickets.id, tickets.user_id, tickets.waiting_since, agents.name, topics.thread_id"
    }

    init(_ row: inout Row) throws {
        (ticket, user, since) = (try row.next(), try row.next(), try row.next())
        (agent, thread) = (try row.next(), try row.next())
    }
}

extension Transaction {
    /// The staff are reminded once more of a conversation.
    public func countReminder(of ticket: TicketID) throws {
        try connection.execute("UPDATE tickets SET reminders = reminders + 1 WHERE id = ?", ticket)
    }
}
