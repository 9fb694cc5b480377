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
            SELECT k.id, k.user_id, k.waiting_since, a.name, t.thread_id
            FROM tickets k JOIN users u ON u.id = k.user_id
                LEFT JOIN agents a ON a.id = k.assigned_agent_id
                LEFT JOIN topics t ON t.ticket_id = k.id AND t.chat_id = ?
            WHERE k.waiting_since IS NOT NULL AND u.banned_at IS NULL ORDER BY k.waiting_since, k.id LIMIT ?
            """, chat, limit, read: waitingTicket)
        return (longest, count)
    }

    /// Conversations whose next reminder is due, the longest waiting first: the first reminder after `gap`, and each
    /// next one after a gap twice as long.
    ///
    /// - Parameter most: reminders of one wait.
    public func ticketsToRemind(
        of chat: Int64, gap: Duration, most: Int, now: Timestamp, limit: Int
    ) throws -> [WaitingTicket] {
        let gap = gap.components.seconds * 1000
        return try connection.all(
            """
            SELECT k.id, k.user_id, k.waiting_since, a.name, t.thread_id
            FROM tickets k JOIN users u ON u.id = k.user_id
                LEFT JOIN agents a ON a.id = k.assigned_agent_id
                LEFT JOIN topics t ON t.ticket_id = k.id AND t.chat_id = ?
            WHERE k.waiting_since IS NOT NULL AND u.banned_at IS NULL AND k.reminders < ?
                AND k.waiting_since <= ? - ? * ((2 << k.reminders) - 1)
            ORDER BY k.waiting_since, k.id LIMIT ?
            """, chat, most, now, gap, limit, read: waitingTicket)
    }

    private func waitingTicket(_ row: Row) throws -> WaitingTicket {
        WaitingTicket(
            ticket: try row[0], user: try row[1], since: try row[2], agent: try row[3], thread: try row[4])
    }
}

extension Transaction {
    /// The staff are reminded once more of a conversation.
    public func countReminder(of ticket: TicketID) throws {
        try connection.execute("UPDATE tickets SET reminders = reminders + 1 WHERE id = ?", ticket)
    }
}
