public import Domain

// What staff do to a conversation beside writing in it.

/// A line for colleagues. It lives in a table of its own, so that no query of a visitor's can reach it.
public struct Note: Sendable, Equatable {
    public let text: String
    public let authorName: String?
    public let createdAt: Timestamp
}

extension Reader {
    /// The newest `limit` notes of a ticket, oldest first.
    public func notes(of ticket: TicketID, limit: Int) throws -> [Note] {
        try connection.all(
            "SELECT text, author_name, created_at FROM notes WHERE ticket_id = ? ORDER BY id DESC LIMIT ?", ticket,
            limit
        ) { row in Note(text: try row[0], authorName: try row[1], createdAt: try row[2]) }.reversed()
    }

    /// Who took the ticket.
    public func assignee(of ticket: TicketID) throws -> AgentID? {
        try connection.first("SELECT assigned_agent_id FROM tickets WHERE id = ?", ticket) {
            try $0[0] as AgentID?
        } ?? nil
    }
}

extension Transaction {
    public func addNote(
        _ text: String, ticket: TicketID, agent: AgentID?, authorName: String?, now: Timestamp
    ) throws {
        try connection.execute(
            "INSERT INTO notes (ticket_id, agent_id, author_name, text, created_at) VALUES (?, ?, ?, ?, ?)", ticket,
            agent, authorName, text, now)
    }

    public func setBanned(_ isBanned: Bool, user: UserID, now: Timestamp) throws {
        try connection.execute(
            "UPDATE users SET banned_at = CASE WHEN ? THEN coalesce(banned_at, ?) END WHERE id = ?", isBanned, now, user
        )
    }

    public func setName(_ name: String, of user: UserID) throws {
        try connection.execute("UPDATE users SET name = ? WHERE id = ?", name, user)
        try markTopicsStale(of: user)
    }

    public func assign(_ ticket: TicketID, to agent: AgentID?) throws {
        try connection.execute("UPDATE tickets SET assigned_agent_id = ? WHERE id = ?", agent, ticket)
        notice.hasDeliveries = true
    }
}
