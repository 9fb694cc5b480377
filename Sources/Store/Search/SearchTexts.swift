public import Domain

extension Reader {
    /// What has been said and changed after `cursor`, and where that ends; nil at the end of all.
    public func textsToIndex(after cursor: Cursor, limit: Int) throws -> (texts: [SearchText<Message>], end: Cursor)? {
        let rows = try connection.all(
            """
            SELECT e.id, e.kind, coalesce(e.message_id, e.id), coalesce(m.text, n.text)
            FROM events e LEFT JOIN messages m ON m.ticket_id = e.ticket_id AND m.id = coalesce(e.message_id, e.id)
                LEFT JOIN notes n ON e.kind = 'note' AND n.id = e.id
            WHERE e.id > ? ORDER BY e.id LIMIT ?
            """, cursor, limit
        ) { row in
            (
                cursor: try row[0] as Cursor, kind: try row[1] as EventKind, id: try row[2] as MessageID,
                text: try row[3] as String?
            )
        }
        guard let end = rows.last?.cursor else { return nil }
        let texts = rows.filter(\.kind.isText).map { row in
            SearchText<Message>(id: row.id, text: row.text.flatMap { $0.isEmpty ? nil : SearchQuery.folded($0) })
        }
        return (texts, end)
    }

    /// The subjects of the tickets that something happened to after `cursor`, up to and with `end`; of a chat, which never
    /// has one, nothing.
    public func subjectsToIndex(after cursor: Cursor, upTo end: Cursor) throws -> [SearchText<Ticket>] {
        try connection.all(
            """
            SELECT DISTINCT e.ticket_id, t.subject FROM events e LEFT JOIN tickets t ON t.id = e.ticket_id
            WHERE e.id > ? AND e.id <= ? AND e.ticket_id IS NOT NULL AND (t.id IS NULL OR t.subject IS NOT NULL)
            """, cursor, end
        ) { row in
            let subject: String? = try row[1]
            return SearchText(id: try row[0], text: subject.map(SearchQuery.folded))
        }
    }

    /// Users whose words the index does not have yet.
    public func usersToIndex(limit: Int) throws -> [SearchText<User>] {
        try connection.all("SELECT user_id FROM unindexed_users LIMIT ?", limit) { try $0[0] as UserID }
            .map { try textToIndex(of: $0) }
    }

    func textToIndex(of id: UserID) throws -> SearchText<User> {
        guard let user = try user(id) else { return SearchText(id: id, text: nil) }
        let answers = try contactAnswers(of: id)
        let numbers = answers.filter { $0.kind == .phone }.flatMap(\.spellings)
        let named = [user.name, user.email, user.externalID, user.memberID].compactMap(\.self)
        let words = named + answers.map(\.value).filter { !named.contains($0) } + numbers
        return SearchText(id: id, text: words.isEmpty ? nil : SearchQuery.folded(words.joined(separator: " ")))
    }

    /// The message or note with this id, which is that of the event that tells of it; nil for what was taken back.
    public func entry(_ id: MessageID) throws -> (ticket: TicketID, entry: StaffHistoryPage.Entry)? {
        let ticket = try connection.first("SELECT ticket_id FROM events WHERE id = ?", id) { try $0[0] as TicketID }
        guard let ticket else { return nil }
        if let message = try message(id, in: ticket) { return message.isDeleted ? nil : (ticket, .message(message)) }
        return try note(NoteID(rawValue: id.rawValue)).map { (ticket, .note($0)) }
    }

    /// The ticket that the user opened last.
    public func newestTicket(of user: UserID) throws -> Ticket? {
        let id = try connection.first(
            "SELECT id FROM tickets WHERE user_id = ? ORDER BY id DESC LIMIT 1", user
        ) { try $0[0] as TicketID }
        return try id.flatMap(ticket)
    }
}

extension EventKind {
    /// Whether it tells of words to be found. Tickets are asked for their subjects, whatever happens to them.
    var isText: Bool {
        switch self {
        case .message, .messageUpdated, .note: true
        case .ticket, .readByUser, .readByAgents, .handling, .user: false
        }
    }
}

extension Transaction {
    /// The index is made anew: messages are taken in again from the first event on, users only if they are on this list.
    public func forgetWhoIsIndexed() throws {
        try connection.execute(
            """
            INSERT INTO unindexed_users SELECT id FROM users
            WHERE name IS NOT NULL OR email IS NOT NULL OR external_id IS NOT NULL
                OR EXISTS (SELECT 1 FROM contact_answers WHERE user_id = users.id)
            ON CONFLICT DO NOTHING
            """)
    }

    /// These users' words are in the index, unless they have changed since.
    public func markIndexed(_ users: [SearchText<User>]) throws {
        for user in users where try read.isCurrent(user) {
            try connection.execute("DELETE FROM unindexed_users WHERE user_id = ?", user.id)
        }
    }
}

extension Reader {
    fileprivate func isCurrent(_ user: SearchText<User>) throws -> Bool { try textToIndex(of: user.id) == user }
}
