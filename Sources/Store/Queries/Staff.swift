public import Domain

// What staff do to a conversation beside writing in it.

extension Transaction {
    /// What waits for Telegram of a banned user is parked.
    public func setBanned(_ isBanned: Bool, user: UserID, now: Timestamp) throws {
        try connection.execute(
            "UPDATE users SET banned_at = CASE WHEN ? THEN coalesce(banned_at, ?) END WHERE id = ?", isBanned, now, user
        )
        if isBanned { try park(user) } else { try unpark(user) }
        try recordUserChange(user)
    }

    public func setName(_ name: String, of user: UserID) throws {
        try connection.execute("UPDATE users SET name = ? WHERE id = ?", name, user)
        try markTopicsStale(of: user)
        try recordUserChange(user)
    }

    public func assign(_ ticket: TicketID, to agent: AgentID?) throws {
        try connection.execute("UPDATE tickets SET assigned_agent_id = ? WHERE id = ?", agent, ticket)
        notice.requested.insert(.delivery)
        if let changed = try read.ticket(ticket) {
            try recordForStaff(.handling, ticket: ticket, .handled(changed))
        }
    }

    /// Under the newest ticket of the user's, for an event needs one.
    public func recordUserChange(_ user: UserID) throws {
        let ticket = try connection.first(
            "SELECT id FROM tickets WHERE user_id = ? ORDER BY id DESC LIMIT 1", user
        ) { try $0[0] as TicketID }
        guard let ticket, let card = try read.card(of: user) else { return }
        try recordForStaff(.user, ticket: ticket, .userChanged(card))
    }
}
