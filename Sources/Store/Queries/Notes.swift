public import Domain

/// What happened in a ticket as the staff see it, oldest first.
public struct StaffHistoryPage: Sendable {
    public enum Entry: Sendable {
        case message(Message)
        case note(Note)

        public var text: String {
            switch self {
            case .message(let message): message.text
            case .note(let note): note.text
            }
        }

        /// A note's id too is the number of an event, so that both are in one order.
        public var id: MessageID { MessageID(rawValue: key) }

        var weight: Int {
            switch self {
            case .message(let message): message.weight
            case .note(let note): note.weight
            }
        }

        var key: Int64 {
            switch self {
            case .message(let message): message.id.rawValue
            case .note(let note): note.id.rawValue
            }
        }
    }

    public let entries: [Entry]
    public let hasMore: Bool
}

extension Reader {
    /// The newest `limit` notes of a ticket, oldest first.
    public func notes(of ticket: TicketID, before: NoteID? = nil, limit: Int) throws -> [Note] {
        try connection.all(
            """
            SELECT \(Note.columns) FROM notes
            WHERE ticket_id = ? AND id < ? ORDER BY id DESC LIMIT ?
            """, ticket, before ?? NoteID(rawValue: .max), limit, read: Note.init
        ).reversed()
    }

    func note(_ id: NoteID) throws -> Note? {
        try connection.first("SELECT \(Note.columns) FROM notes WHERE id = ?", id, read: Note.init)
    }

    /// The note of this agent, or of who is none, that a client id stands for already.
    public func note(clientID: ClientID, in ticket: TicketID, by agent: AgentID?) throws -> Note? {
        try connection.first(
            """
            SELECT \(Note.columns) FROM notes
            WHERE ticket_id = ? AND client_id = ? AND coalesce(agent_id, 0) = coalesce(?, 0)
            """, ticket, clientID.text, agent, read: Note.init)
    }

    /// Messages and notes in one order, which is that of their ids: the newest `limit`, or those before `before`.
    public func staffHistory(of ticket: TicketID, before: MessageID?, limit: Int) throws -> StaffHistoryPage {
        let messages = try history(of: ticket, before: before, limit: limit)
        let notes = try notes(of: ticket, before: before.map { NoteID(rawValue: $0.rawValue) }, limit: limit + 1)
        let entries = (messages.messages.map(StaffHistoryPage.Entry.message) + notes.map(StaffHistoryPage.Entry.note))
            .sorted { $0.key > $1.key }
        // Notes older than the last message that fits belong to the next page.
        let oldest = messages.hasMore ? messages.messages.first?.id.rawValue ?? 0 : 0
        let page = entries.prefix { $0.key >= oldest }.prefix(limit).onePage { $0.weight }
        return StaffHistoryPage(
            entries: page.reversed(), hasMore: messages.hasMore || entries.count > page.count)
    }
}

extension Note: StoredRow {
    static var columns: SQL.Columns {
        """
        notes.id, notes.ticket_id, notes.agent_id, notes.author_name, notes.text, notes.created_at, notes.client_id
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            id: try row.next(), ticket: try row.next(), agent: try row.next(), authorName: try row.next(),
            text: try row.next(), createdAt: try row.next(), clientID: try row.next())
    }
}

extension Transaction {
    @discardableResult
    public func addNote(
        _ text: String, ticket: TicketID, agent: AgentID?, authorName: String?, clientID: ClientID? = nil,
        now: Timestamp
    ) throws -> Note {
        let cursor = try appendEvent(.note, ticket: ticket, user: nil)
        let note = Note(
            id: NoteID(rawValue: cursor.rawValue), ticket: ticket, agent: agent, authorName: authorName, text: text,
            createdAt: now, clientID: clientID?.text)
        try connection.execute(
            """
            INSERT INTO notes (id, ticket_id, agent_id, author_name, text, created_at, client_id)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """, note.id, ticket, agent, authorName, text, now, clientID?.text)
        notice.staffEvents.append(StaffEvent(cursor: cursor, ticket: ticket, change: .noted(note)))
        return note
    }
}
