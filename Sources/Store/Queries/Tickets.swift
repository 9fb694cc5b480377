public import Domain

extension Reader {
    public func ticket(_ id: TicketID) throws -> Ticket? {
        try connection.first(
            """
            SELECT id, user_id, kind, status, subject, created_at, last_message_at, last_message_preview, unread_by_user,
                delivered_up_to, last_message_id, unread_by_agents, read_by_user, read_by_agents, assigned_agent_id,
                waiting_since, closed_at, archived_at, rating, rating_comment
            FROM tickets WHERE id = ?
            """, id, read: ticket)
    }

    /// The ticket if it is this user's: whose it is decides the query itself.
    public func ticket(_ id: TicketID, of user: UserID) throws -> Ticket? {
        try connection.first(
            """
            SELECT id, user_id, kind, status, subject, created_at, last_message_at, last_message_preview, unread_by_user,
                delivered_up_to, last_message_id, unread_by_agents, read_by_user, read_by_agents, assigned_agent_id,
                waiting_since, closed_at, archived_at, rating, rating_comment
            FROM tickets WHERE id = ? AND user_id = ?
            """, id, user, read: ticket)
    }

    /// The ticket that the user's client asked for under this id.
    public func ticket(clientID: ClientID, of user: UserID) throws -> TicketID? {
        try connection.first(
            "SELECT id FROM tickets WHERE user_id = ? AND client_id = ?", user, clientID.text
        ) { try $0[0] }
    }

    /// When the next closed ticket was closed; nil if none is.
    public func firstClosed() throws -> Timestamp? {
        try connection.first(
            """
            SELECT closed_at FROM tickets WHERE closed_at IS NOT NULL AND archived_at IS NULL
            ORDER BY closed_at LIMIT 1
            """
        ) { try $0[0] }
    }

    func ticket(_ row: Row) throws -> Ticket {
        var ticket = Ticket(
            id: try row[0], user: try row[1], kind: try row[2], status: try row[3], subject: try row[4],
            createdAt: try row[5], lastMessageAt: try row[6], lastMessagePreview: try row[7],
            unreadByUser: try row[8], deliveredUpTo: try row[9])
        ticket.lastMessage = try row[10]
        ticket.unreadByAgents = try row[11]
        ticket.readByUser = try row[12]
        ticket.readByAgents = try row[13]
        ticket.assignee = try row[14]
        ticket.waitingSince = try row[15]
        ticket.closedAt = try row[16]
        ticket.archivedAt = try row[17]
        if let stars = try row[18] as Int? { ticket.rating = try Rating(stars: stars, comment: try row[19]) }
        return ticket
    }
}

extension Transaction {
    /// The user's running conversation, opened now if there is none.
    public func openChat(for user: UserID, now: Timestamp) throws -> TicketID {
        try connection.execute(
            "INSERT INTO tickets (user_id, kind, status, created_at) VALUES (?, 'chat', 'open', ?)", user, now)
        let id = TicketID(rawValue: connection.lastInsertedKey)
        try connection.execute("UPDATE users SET chat_ticket_id = ? WHERE id = ?", id, user)
        try prolongSessions(of: user, now: now)
        return id
    }

    /// A ticket with a subject, beside whatever else the user has.
    public func openTicket(
        for user: UserID, subject: String, clientID: ClientID?, now: Timestamp
    ) throws -> TicketID {
        try connection.execute(
            """
            INSERT INTO tickets (user_id, kind, status, subject, client_id, created_at)
            VALUES (?, 'ticket', 'open', ?, ?, ?)
            """, user, subject, clientID?.text, now)
        let id = TicketID(rawValue: connection.lastInsertedKey)
        try prolongSessions(of: user, now: now)
        return id
    }

    /// Sets the status, and tells those who follow if it is another one.
    public func setStatus(_ status: TicketStatus, of ticket: Ticket, now: Timestamp) throws {
        guard status != ticket.status else { return }
        try connection.execute(
            """
            UPDATE tickets SET status = ?1,
                closed_at = CASE ?1 WHEN 'closed' THEN ?2 WHEN 'archived' THEN coalesce(closed_at, ?2) END,
                archived_at = CASE ?1 WHEN 'archived' THEN ?2 END,
                reminders = CASE WHEN ?1 = 'open' AND waiting_since IS NULL THEN 0 ELSE reminders END,
                waiting_since = CASE ?1 WHEN 'open' THEN coalesce(waiting_since, ?2) END
            WHERE id = ?3
            """, status, now, ticket.id)
        if status == .closed { notice.requested.insert(.archiving) }
        // The group shows a closed topic alike, archived or not.
        if !(status.isClosed && ticket.status.isClosed) {
            try connection.execute("UPDATE topics SET is_stale = 1 WHERE ticket_id = ?", ticket.id)
            notice.requested.insert(.delivery)
        }
        try recordTicketUpdate(ticket.id)
    }

    /// Archives what was closed at `time` or before. Returns how many tickets that were.
    public func archive(closedBy time: Timestamp, limit: Int, now: Timestamp) throws -> Int {
        let due = try connection.all(
            """
            SELECT id, user_id, kind, status, subject, created_at, last_message_at, last_message_preview, unread_by_user,
                delivered_up_to, last_message_id, unread_by_agents, read_by_user, read_by_agents, assigned_agent_id,
                waiting_since, closed_at, archived_at, rating, rating_comment
            FROM tickets WHERE closed_at <= ? AND archived_at IS NULL ORDER BY closed_at LIMIT ?
            """, time, limit, read: read.ticket)
        for ticket in due { try setStatus(.archived, of: ticket, now: now) }
        return due.count
    }

    public func rate(_ ticket: TicketID, _ rating: Rating, now: Timestamp) throws {
        try connection.execute(
            "UPDATE tickets SET rating = ?, rating_comment = ?, rated_at = ? WHERE id = ?", rating.stars,
            rating.comment, now, ticket)
        try recordTicketUpdate(ticket)
    }

    func recordTicketUpdate(_ id: TicketID) throws {
        guard let ticket = try read.ticket(id) else { return }
        let cursor = try appendEvent("ticket", ticket: ticket.id, user: ticket.user)
        notice.events.append(
            Event(cursor: cursor, ticket: ticket.id, user: ticket.user, change: .ticketUpdated(ticket)))
    }
}
