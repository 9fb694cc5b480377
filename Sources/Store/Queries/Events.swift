public import Domain

extension Reader {
    /// The number of the newest event: whoever has read this snapshot has seen everything up to it.
    public func cursor() throws -> Cursor {
        try connection.first("SELECT coalesce(max(id), 0) FROM events") { try $0[0] } ?? .start
    }

    /// A point to resume from, if it is one of this database's: there is none after its newest event, nor among the numbers
    /// that were lost when an older copy of the database took its place, nor before events that were removed by age.
    ///
    /// - Throws: ``DeskError/cursorUnknown``
    public func resume(_ cursor: Cursor) throws -> Cursor {
        // Whoever knows nothing yet misses nothing.
        let isKept = try cursor == .start || cursor >= removedEvents()
        guard try isKept && cursor <= self.cursor(), try !isLost(cursor) else { throw DeskError.cursorUnknown }
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
            SELECT \(Message.columns) FROM tickets JOIN messages ON messages.ticket_id = tickets.id AND messages.id > ?1
            WHERE tickets.user_id = ?2 AND tickets.last_message_id > ?1 ORDER BY messages.id LIMIT ?3
            """, cursor, user, limit + 1
        ) { row in
            let message = try Message(&row)
            let event = Event(
                cursor: message.cursor, ticket: message.ticket, user: user, change: .messageCreated(message))
            return (cursor: message.cursor, event: event as Event?)
        }
        let others = try connection.all(
            """
            SELECT \(StoredEvent.columns) FROM events
            WHERE user_id = ? AND id > ? AND kind <> 'message' ORDER BY id LIMIT ?
            """, user, cursor, limit + 1, read: StoredEvent.init)
        let changes = try others.map { stored in
            // The table refuses events with a user that only staff may see, and nothing else is shown here.
            guard case .shared(let change)? = try change(stored) else {
                return (cursor: stored.cursor, event: nil as Event?)
            }
            let event = Event(cursor: stored.cursor, ticket: stored.ticket, user: user, change: change)
            return (cursor: stored.cursor, event: event)
        }
        let merged = (messages + changes).sorted { $0.cursor < $1.cursor }
        let page = merged.prefix(limit).onePage { $0.event?.change.weight ?? 0 }
        return EventPage(
            events: page.compactMap(\.event), cursor: page.last?.cursor ?? cursor, hasMore: merged.count > page.count)
    }

    /// A change as it stands now: of a ticket changed twice, both events show the newest state. What is gone has nothing to
    /// show.
    func change(_ event: StoredEvent) throws -> StaffEvent.Change? {
        let (ticket, number) = (event.ticket, event.cursor.rawValue)
        return switch event.kind {
        case .message:
            try message(MessageID(rawValue: number), in: ticket).map { .shared(.messageCreated($0)) }
        case .messageUpdated:
            try event.message.flatMap { try message($0, in: ticket) }.map { .shared(.messageUpdated($0)) }
        case .ticket: try self.ticket(ticket).map { .shared(.ticketUpdated($0)) }
        case .readByUser: event.message.map { .shared(.read(by: .user, upTo: $0)) }
        case .readByAgents: event.message.map { .shared(.read(by: .agent, upTo: $0)) }
        case .note: try note(NoteID(rawValue: number)).map(StaffEvent.Change.noted)
        case .handling: try self.ticket(ticket).map(StaffEvent.Change.handled)
        // The last event of a ticket that was removed.
        case .user: try self.ticket(ticket).map { try card(of: $0.user).map(StaffEvent.Change.userChanged) } ?? .erased
        }
    }
}

/// What an event tells of. Whoever reads events names every kind, so that a new one is decided by each of them; the table
/// allows these and no others.
enum EventKind: String, CaseIterable, StoredByName {
    case message
    case messageUpdated = "message_updated"
    case ticket
    case readByUser = "read_by_user"
    case readByAgents = "read_by_agents"
    case note
    /// Who handles the ticket.
    case handling
    case user
}

/// A row of the table of events.
struct StoredEvent: StoredRow {
    let cursor: Cursor
    let ticket: TicketID
    let kind: EventKind
    /// The message that has changed, or up to which one was read.
    let message: MessageID?

    static var columns: SQL.Columns { "events.id, events.ticket_id, events.kind, events.message_id" }

    init(_ row: inout Row) throws {
        (cursor, ticket, kind, message) = (try row.next(), try row.next(), try row.next(), try row.next())
    }
}

extension Transaction {
    /// Draws the next number for a change.
    ///
    /// - Parameter user: who may see it beside the staff; nil for nobody.
    func appendEvent(_ kind: EventKind, ticket: TicketID, user: UserID?, message: MessageID? = nil) throws -> Cursor {
        let number: Int64 = try connection.insert(
            "INSERT INTO events (ticket_id, user_id, kind, message_id) VALUES (?, ?, ?, ?)", ticket, user, kind, message
        )
        return Cursor(rawValue: number)
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
        try readMailed(in: ticket, upTo: mark.new)
        // Reading one's own messages changes nothing for anybody else.
        guard unread != mark.unread else { return unread }
        let cursor = try appendEvent(.readByUser, ticket: ticket, user: user, message: mark.new)
        notice.events.append(
            Event(cursor: cursor, ticket: ticket, user: user, change: .read(by: .user, upTo: mark.new)))
        return unread
    }
}
