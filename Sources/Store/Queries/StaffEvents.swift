public import Domain

extension Reader {
    /// What happened to all tickets after `cursor`, oldest first, notes included. For staff only.
    public func staffEvents(after cursor: Cursor, limit: Int) throws -> StaffEventPage {
        let rows = try connection.all(
            "SELECT \(StoredEvent.columns) FROM events WHERE id > ? ORDER BY id LIMIT ?", cursor, limit + 1,
            read: StoredEvent.init)
        let changes = try rows.prefix(limit).map { row in
            let event = try change(row).map { StaffEvent(cursor: row.cursor, ticket: row.ticket, change: $0) }
            return (cursor: row.cursor, event: event)
        }
        let page = changes.onePage { $0.event?.change.weight ?? 0 }
        return StaffEventPage(
            events: page.compactMap(\.event), cursor: page.last?.cursor ?? cursor, hasMore: rows.count > page.count)
    }
}

extension Transaction {
    /// Tells the staff of a change that is not for the ticket's user.
    func recordForStaff(_ kind: EventKind, ticket: TicketID, _ change: StaffEvent.Change) throws {
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
        let cursor = try appendEvent(.readByAgents, ticket: ticket.id, user: ticket.user, message: mark)
        notice.events.append(
            Event(cursor: cursor, ticket: ticket.id, user: ticket.user, change: .read(by: .agent, upTo: mark)))
        return unread
    }
}
