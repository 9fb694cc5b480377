public import Domain

extension Reader {
    /// What happened to all tickets after `cursor`, oldest first, notes included. For staff only.
    public func staffEvents(after cursor: Cursor, limit: Int) throws -> StaffEventPage {
        let rows = try connection.all(
            "SELECT id, ticket_id, kind, message_id FROM events WHERE id > ? ORDER BY id LIMIT ?", cursor, limit + 1
        ) { row in
            StoredEvent(
                cursor: try row[0], ticket: try row[1], kind: try row[2],
                message: (try row[3] as Int64?).map(MessageID.init(rawValue:)))
        }
        let changes = try rows.prefix(limit).map { row in
            let event = try staffChange(row).map { StaffEvent(cursor: row.cursor, ticket: row.ticket, change: $0) }
            return (cursor: row.cursor, event: event)
        }
        let page = changes.onePage { $0.event?.change.weight ?? 0 }
        return StaffEventPage(
            events: page.compactMap(\.event), cursor: page.last?.cursor ?? cursor, hasMore: rows.count > page.count)
    }

    private func staffChange(_ event: StoredEvent) throws -> StaffEvent.Change? {
        switch event.kind {
        case "message":
            try message(MessageID(rawValue: event.cursor.rawValue), in: event.ticket)
                .map { .shared(.messageCreated($0)) }
        case "note": try note(NoteID(rawValue: event.cursor.rawValue)).map(StaffEvent.Change.noted)
        case "handling": try ticket(event.ticket).map(StaffEvent.Change.handled)
        case "user":
            try ticket(event.ticket).flatMap { try card(of: $0.user) }.map(StaffEvent.Change.userChanged)
        default: try change(event).map(StaffEvent.Change.shared)
        }
    }
}

extension Transaction {
    /// Tells the staff of a change that is not for the ticket's user.
    func recordForStaff(_ kind: String, ticket: TicketID, _ change: StaffEvent.Change) throws {
        let cursor = try appendEvent(kind, ticket: ticket, user: nil)
        notice.staffEvents.append(StaffEvent(cursor: cursor, ticket: ticket, change: change))
    }

    /// The staff have read everything up to `message`. Marks never move back. Returns how many messages of the user
    /// are still unread.
    public func markReadByAgents(_ ticket: Ticket, upTo message: MessageID) throws -> Int {
        let mark = min(message, ticket.lastMessage)
        guard mark > ticket.readByAgents else { return ticket.unreadByAgents }
        let unread =
            try connection.first(
                "SELECT count(*) FROM messages WHERE ticket_id = ? AND id > ? AND author = 'user'", ticket.id, mark
            ) { try $0[0] as Int } ?? 0
        try connection.execute(
            "UPDATE tickets SET read_by_agents = ?, unread_by_agents = ? WHERE id = ?", mark, unread, ticket.id)
        // Reading what colleagues wrote changes nothing for anybody else.
        guard unread != ticket.unreadByAgents else { return unread }
        let cursor = try appendEvent("read_by_agents", ticket: ticket.id, user: ticket.user, message: mark)
        notice.events.append(
            Event(cursor: cursor, ticket: ticket.id, user: ticket.user, change: .read(by: .agent, upTo: mark)))
        return unread
    }
}
