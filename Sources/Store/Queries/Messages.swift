public import Domain

/// A message that is not stored yet.
public struct MessageDraft: Sendable {
    public var author: Author
    public var authorName: String?
    public var agent: AgentID?
    public var text: MessageText
    public var spans: [TextSpan]
    public var clientID: ClientID?
    public var replyTo: MessageID?
    /// Files that wait to be sent.
    public var attachments: [AttachmentID]
    /// Who of the staff brought the files; nil if they are the ticket's user's.
    public var bringer: StaffIdentity?

    public init(
        author: Author, text: MessageText, authorName: String? = nil, agent: AgentID? = nil,
        clientID: ClientID? = nil, replyTo: MessageID? = nil, spans: [TextSpan] = [],
        attachments: [AttachmentID] = [], bringer: StaffIdentity? = nil
    ) {
        self.author = author
        self.authorName = authorName
        self.agent = agent
        self.text = text
        self.clientID = clientID
        self.replyTo = replyTo
        self.spans = spans
        self.attachments = attachments
        self.bringer = bringer
    }
}

/// Part of a conversation, oldest first.
public struct HistoryPage: Sendable, Equatable {
    public let messages: [Message]
    /// Whether there are older ones.
    public let hasMore: Bool

    public init(messages: [Message], hasMore: Bool) {
        self.messages = messages
        self.hasMore = hasMore
    }
}

extension Reader {
    /// The newest `limit` messages of a ticket, or those before `before`; fewer if they are long.
    public func history(of ticket: TicketID, before: MessageID?, limit: Int) throws -> HistoryPage {
        let newestFirst = try connection.all(
            """
            SELECT \(Message.columns) FROM messages WHERE ticket_id = ? AND id < ? ORDER BY id DESC LIMIT ?
            """, ticket, before ?? MessageID(rawValue: .max), limit + 1, read: Message.init)
        let page = newestFirst.prefix(limit).onePage(\.weight)
        return HistoryPage(messages: page.reversed(), hasMore: newestFirst.count > page.count)
    }

    public func message(_ id: MessageID, in ticket: TicketID) throws -> Message? {
        try connection.first(
            "SELECT \(Message.columns) FROM messages WHERE ticket_id = ? AND id = ?", ticket, id, read: Message.init)
    }

    /// The message of this side that a client id stands for already.
    public func message(
        clientID: ClientID, in ticket: TicketID, by author: Author = .user
    ) throws -> Message? {
        try connection.first(
            """
            SELECT \(Message.columns) FROM messages WHERE ticket_id = ? AND client_id = ? AND author = ?
            """, ticket, clientID.text, author, read: Message.init)
    }

    /// What the staff wrote and the user has not read, oldest first.
    public func unreadSupportMessages(in ticket: TicketID, limit: Int) throws -> [Message] {
        try connection.all(
            """
            SELECT \(Message.columns)
            FROM tickets JOIN messages ON messages.ticket_id = tickets.id AND messages.id > tickets.read_by_user
            WHERE tickets.id = ? AND messages.author IN ('agent', 'bot') AND messages.deleted_at IS NULL
            ORDER BY messages.id LIMIT ?
            """, ticket, limit, read: Message.init)
    }
}

extension Message: StoredRow {
    static var columns: SQL.Columns {
        """
        messages.id, messages.ticket_id, messages.author, messages.author_name, messages.agent_id, messages.text,
        messages.created_at, messages.edited_at, messages.client_id, messages.reply_to, messages.spans,
        messages.deleted_at IS NOT NULL, messages.reactions, messages.attachments
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            id: try row.next(), ticket: try row.next(), author: try row.next(), authorName: try row.next(),
            agent: try row.next(), text: try row.next(), createdAt: try row.next(), editedAt: try row.next(),
            clientID: try row.next(), replyTo: try row.next(), spans: try row.list([TextSpan].init(json:)),
            isDeleted: try row.next(), reactions: try row.list([Reaction].init(json:)),
            attachments: try row.list([Attachment].init(json:)))
    }
}

extension Transaction {
    /// Adds a message under the next event number, and tells those who follow. A trigger keeps the ticket's counters
    /// and preview true.
    public func insert(_ draft: MessageDraft, ticket: TicketID, user: UserID, now: Timestamp) throws -> Message {
        let cursor = try appendEvent(.message, ticket: ticket, user: user)
        let id = MessageID(rawValue: cursor.rawValue)
        var attachments: [Attachment] = []
        if !draft.attachments.isEmpty {
            let owner = draft.bringer.map(AttachmentOwner.staff) ?? .user(user)
            try attach(draft.attachments, of: owner, to: id, in: ticket, user: user)
            attachments = try read.attachments(of: id, in: ticket)
        }
        let message = Message(
            id: id, ticket: ticket, author: draft.author, authorName: draft.authorName, agent: draft.agent,
            text: draft.text.text, createdAt: now, editedAt: nil, clientID: draft.clientID?.text,
            replyTo: draft.replyTo,
            spans: draft.spans, attachments: attachments)
        try connection.execute(
            """
            INSERT INTO messages (ticket_id, id, author, author_name, agent_id, text, created_at, client_id, reply_to,
                spans, attachments)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, ticket, message.id, draft.author, draft.authorName, draft.agent, draft.text.text, now,
            draft.clientID?.text, draft.replyTo, stored(draft.spans), stored(attachments))
        if draft.text.text.isEmpty { try preview(message) }
        switch draft.author {
        case .user: try endSilence(in: ticket)
        case .agent: try orderMail(for: message, now: now)
        case .bot, .system: break
        }
        notice.events.append(Event(cursor: cursor, ticket: ticket, user: user, change: .messageCreated(message)))
        return message
    }

    /// Replaces the text of a message, and tells those who follow. The ticket's preview follows if it was the last one.
    public func edit(
        _ message: Message, user: UserID, text: MessageText, spans: [TextSpan] = [], now: Timestamp
    ) throws {
        try connection.execute(
            "UPDATE messages SET text = ?, spans = ?, edited_at = ? WHERE ticket_id = ? AND id = ?", text.text,
            stored(spans), now, message.ticket, message.id)
        try showChange(of: message, user: user)
    }

    /// Takes a message back: its text and its files go, and its place stays.
    public func delete(_ message: Message, user: UserID, now: Timestamp) throws {
        try connection.execute(
            """
            UPDATE messages SET text = '', spans = NULL, attachments = NULL, deleted_at = ?
            WHERE ticket_id = ? AND id = ?
            """, now, message.ticket, message.id)
        try connection.execute(
            "DELETE FROM attachments WHERE ticket_id = ? AND message_id = ?", message.ticket, message.id)
        try showChange(of: message, user: user)
        // It is not unread any more.
        if message.author.isSupport { try recordTicketUpdate(message.ticket) }
    }

    private func showChange(of message: Message, user: UserID) throws {
        if let changed = try read.message(message.id, in: message.ticket) { try preview(changed) }
        try recordMessageUpdate(message.id, in: message.ticket, user: user)
    }

    /// What lists show of the ticket follows its last message.
    func preview(_ message: Message) throws {
        try connection.execute(
            "UPDATE tickets SET last_message_preview = substr(?, 1, 120) WHERE id = ? AND last_message_id = ?",
            message.preview, message.ticket, message.id)
    }

    func recordMessageUpdate(_ id: MessageID, in ticket: TicketID, user: UserID) throws {
        guard let changed = try read.message(id, in: ticket) else { return }
        let cursor = try appendEvent(.messageUpdated, ticket: ticket, user: user, message: id)
        notice.events.append(Event(cursor: cursor, ticket: ticket, user: user, change: .messageUpdated(changed)))
    }
}

func stored(_ attachments: [Attachment]) -> String? {
    attachments.isEmpty ? nil : String(decoding: attachments.json, as: UTF8.self)
}

func stored(_ spans: [TextSpan]) -> String? {
    spans.isEmpty ? nil : String(decoding: spans.json, as: UTF8.self)
}
