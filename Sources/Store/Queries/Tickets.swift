public import Domain

extension Reader {
    public func ticket(_ id: TicketID) throws -> Ticket? {
        try connection.first("SELECT \(Ticket.columns) FROM tickets WHERE id = ?", id, read: Ticket.init)
    }

    /// The ticket if it is this user's: whose it is decides the query itself.
    public func ticket(_ id: TicketID, of user: UserID) throws -> Ticket? {
        try connection.first(
            "SELECT \(Ticket.columns) FROM tickets WHERE id = ? AND user_id = ?", id, user, read: Ticket.init)
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
}

extension Ticket: StoredRow {
    static var columns: SQL.Columns {
        """
        tickets.id, tickets.user_id, tickets.kind, tickets.status, tickets.subject, tickets.created_at,
        tickets.last_message_at, tickets.last_message_preview, tickets.unread_by_user, tickets.delivered_up_to,
        tickets.last_message_id, tickets.unread_by_agents, tickets.read_by_user, tickets.read_by_agents,
        tickets.assigned_agent_id, tickets.waiting_since, tickets.closed_at, tickets.archived_at, tickets.rating,
        tickets.rating_comment, tickets.mailed_up_to, tickets.mail_refusal
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            id: try row.next(), user: try row.next(), kind: try row.next(), status: try row.next(),
            subject: try row.next(), createdAt: try row.next(), lastMessageAt: try row.next(),
            lastMessagePreview: try row.next(), unreadByUser: try row.next(), deliveredUpTo: try row.next())
        lastMessage = try row.next()
        unreadByAgents = try row.next()
        (readByUser, readByAgents) = (try row.next(), try row.next())
        assignee = try row.next()
        waitingSince = try row.next()
        (closedAt, archivedAt) = (try row.next(), try row.next())
        let (stars, comment): (Int?, String?) = (try row.next(), try row.next())
        rating = try stars.map { try Rating(stars: $0, comment: comment) }
        (mailedUpTo, mailRefusal) = (try row.next(), try row.next())
    }
}

extension Transaction {
    /// The user's running conversation, opened now if there is none.
    public func openChat(for user: UserID, now: Timestamp) throws -> TicketID {
        let id: TicketID = try connection.insert(
            "INSERT INTO tickets (user_id, kind, status, created_at) VALUES (?, 'chat', 'open', ?)", user, now)
        try connection.execute("UPDATE users SET chat_ticket_id = ? WHERE id = ?", id, user)
        try prolongSessions(of: user, now: now)
        return id
    }

    /// A ticket with a subject, beside whatever else the user has.
    public func openTicket(
        for user: UserID, subject: String, clientID: ClientID?, now: Timestamp
    ) throws -> TicketID {
        let id: TicketID = try connection.insert(
            """
            INSERT INTO tickets (user_id, kind, status, subject, client_id, created_at)
            VALUES (?, 'ticket', 'open', ?, ?, ?)
            """, user, subject, clientID?.text, now)
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
            SELECT \(Ticket.columns) FROM tickets
            WHERE closed_at <= ? AND archived_at IS NULL ORDER BY closed_at LIMIT ?
            """, time, limit, read: Ticket.init)
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
        let cursor = try appendEvent(.ticket, ticket: ticket.id, user: ticket.user)
        notice.events.append(
            Event(cursor: cursor, ticket: ticket.id, user: ticket.user, change: .ticketUpdated(ticket)))
    }
}
