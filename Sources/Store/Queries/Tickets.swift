public import Domain

extension Reader {
    public func ticket(_ id: TicketID) throws -> Ticket? {
        try connection.first(
            """
            SELECT id, user_id, kind, status, subject, created_at, last_message_at, last_message_preview, unread_by_user,
                delivered_up_to
            FROM tickets WHERE id = ?
            """, id
        ) { row in
            Ticket(
                id: try row[0], user: try row[1], kind: try row[2], status: try row[3], subject: try row[4],
                createdAt: try row[5], lastMessageAt: try row[6], lastMessagePreview: try row[7],
                unreadByUser: try row[8], deliveredUpTo: try row[9])
        }
    }
}

extension Transaction {
    /// The user's running conversation, opened now if there is none.
    public func openChat(for user: UserID, now: Timestamp) throws -> TicketID {
        try connection.execute(
            "INSERT INTO tickets (user_id, kind, status, created_at) VALUES (?, 'chat', 'open', ?)", user, now)
        let id = TicketID(rawValue: connection.lastInsertedKey)
        try connection.execute("UPDATE users SET chat_ticket_id = ? WHERE id = ?", id, user)
        return id
    }

    /// Sets the status, and tells those who follow if it is another one.
    public func setStatus(_ status: TicketStatus, of ticket: Ticket) throws {
        guard status != ticket.status else { return }
        try connection.execute("UPDATE tickets SET status = ? WHERE id = ?", status, ticket.id)
        try recordTicketUpdate(ticket.id)
    }

    func recordTicketUpdate(_ id: TicketID) throws {
        guard let ticket = try read.ticket(id) else { return }
        let cursor = try appendEvent("ticket", ticket: ticket.id, user: ticket.user)
        notice.events.append(
            Event(cursor: cursor, ticket: ticket.id, user: ticket.user, change: .ticketUpdated(ticket)))
    }
}
