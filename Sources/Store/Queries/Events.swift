public import Domain

extension Reader {
    /// The number of the newest event: whoever has read this snapshot has seen everything up to it.
    public func cursor() throws -> Cursor {
        try connection.first("SELECT coalesce(max(id), 0) FROM events") { try $0[0] } ?? .start
    }

    /// A point to resume from, if it is one of this database's: there is none after its newest event, nor among the numbers
    /// that were lost when an older copy of the database took its place.
    ///
    /// - Throws: ``DeskError/cursorUnknown``
    public func resume(_ cursor: Cursor) throws -> Cursor {
        guard try cursor <= self.cursor(), try !isLost(cursor) else { throw DeskError.cursorUnknown }
        return cursor
    }

    private func isLost(_ cursor: Cursor) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM (SELECT before FROM lost_events WHERE after < ?1 ORDER BY after DESC LIMIT 1)
            WHERE before > ?1
            """, cursor
        ) { _ in true } ?? false
    }

    /// What `user` may see of what happened after `cursor`, oldest first.
    ///
    /// Messages are found through the user's tickets and everything else through its own index; each list is complete
    /// up to its end, so the first `limit` of both together are too.
    public func events(for user: UserID, after cursor: Cursor, limit: Int) throws -> EventPage {
        let messages = try connection.all(
            """
            SELECT m.id, m.ticket_id, m.author, m.author_name, m.text, m.created_at, m.edited_at, m.client_id, m.reply_to,
                m.spans, m.deleted_at IS NOT NULL, m.reactions, m.attachments, m.agent_id
            FROM tickets t JOIN messages m ON m.ticket_id = t.id AND m.id > ?1
            WHERE t.user_id = ?2 AND t.last_message_id > ?1 ORDER BY m.id LIMIT ?3
            """, cursor, user, limit + 1
        ) { row in
            let message = try self.message(row)
            let event = Event(
                cursor: message.cursor, ticket: message.ticket, user: user, change: .messageCreated(message))
            return (cursor: message.cursor, event: event as Event?)
        }
        let others = try connection.all(
            """
            SELECT id, ticket_id, kind, message_id FROM events
            WHERE user_id = ? AND id > ? AND kind <> 'message' ORDER BY id LIMIT ?
            """, user, cursor, limit + 1
        ) { row in
            StoredEvent(
                cursor: try row[0], ticket: try row[1], kind: try row[2],
                message: (try row[3] as Int64?).map(MessageID.init(rawValue:)))
        }
        let changes = try others.map { row in
            let event = try change(row).map {
                Event(cursor: row.cursor, ticket: row.ticket, user: user, change: $0)
            }
            return (cursor: row.cursor, event: event)
        }
        let merged = (messages + changes).sorted { $0.cursor < $1.cursor }
        let page = merged.prefix(limit).onePage { $0.event?.change.weight ?? 0 }
        return EventPage(
            events: page.compactMap(\.event), cursor: page.last?.cursor ?? cursor, hasMore: merged.count > page.count)
    }

    /// A change as it stands now: of a ticket changed twice, both events show the newest state. A message that is gone
    /// has nothing to show.
    func change(_ event: StoredEvent) throws -> Event.Change? {
        switch (event.kind, event.message) {
        case ("message_updated", let id?): try message(id, in: event.ticket).map(Event.Change.messageUpdated)
        case ("read_by_user", let id?): .read(by: .user, upTo: id)
        case ("read_by_agents", let id?): .read(by: .agent, upTo: id)
        default: try ticket(event.ticket).map(Event.Change.ticketUpdated)
        }
    }
}

struct StoredEvent {
    let cursor: Cursor
    let ticket: TicketID
    let kind: String
    let message: MessageID?
}

extension Transaction {
    /// Draws the next number for a change.
    ///
    /// - Parameter user: who may see it beside the staff; nil for nobody.
    func appendEvent(_ kind: String, ticket: TicketID, user: UserID?, message: MessageID? = nil) throws -> Cursor {
        try connection.execute(
            "INSERT INTO events (ticket_id, user_id, kind, message_id) VALUES (?, ?, ?, ?)", ticket, user, kind, message
        )
        return Cursor(rawValue: connection.lastInsertedKey)
    }

    /// The user has read everything up to `message`. Marks never move back. Returns how many messages of the staff
    /// are still unread.
    public func markReadByUser(ticket: TicketID, user: UserID, upTo message: MessageID) throws -> Int {
        let mark = try connection.first(
            "SELECT min(?, last_message_id), read_by_user, unread_by_user FROM tickets WHERE id = ?", message, ticket
        ) { row in (new: try row[0] as MessageID, old: try row[1] as MessageID, unread: try row[2] as Int) }
        guard let mark else { return 0 }
        guard mark.new > mark.old else { return mark.unread }
        let unread =
            try connection.first(
                """
                SELECT count(*) FROM messages
                WHERE ticket_id = ? AND id > ? AND author IN ('agent', 'bot') AND deleted_at IS NULL
                """, ticket, mark.new
            ) { try $0[0] as Int } ?? 0
        try connection.execute(
            "UPDATE tickets SET read_by_user = ?, unread_by_user = ? WHERE id = ?", mark.new, unread, ticket)
        // Reading one's own messages changes nothing for anybody else.
        guard unread != mark.unread else { return unread }
        let cursor = try appendEvent("read_by_user", ticket: ticket, user: user, message: mark.new)
        notice.events.append(
            Event(cursor: cursor, ticket: ticket, user: user, change: .read(by: .user, upTo: mark.new)))
        return unread
    }
}
