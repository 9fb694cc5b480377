public import Domain

extension Reader {
    /// The users that a person may mean by `text`: the number that the panel shows, or who the host site says they are. The
    /// same id signed and unsigned stands for two users.
    public func users(named text: String) throws -> [UserID] {
        let numbered = try UserID(text).flatMap(user).map { [$0.id] } ?? []
        let known = try connection.all(
            "SELECT id FROM users WHERE external_id = ?1 UNION SELECT id FROM users WHERE claimed_id = ?1", text
        ) { try $0[0] as UserID }
        return numbered + known.filter { !numbered.contains($0) }
    }

    /// What is stored of a user; nil if there is none with this number.
    public func holdings(of id: UserID) throws -> Holdings? {
        guard let user = try user(id) else { return nil }
        return try connection.first(
            """
            SELECT (SELECT count(*) FROM tickets WHERE user_id = ?1),
                (SELECT count(*) FROM tickets t JOIN messages m ON m.ticket_id = t.id WHERE t.user_id = ?1),
                (SELECT count(*) FROM tickets t JOIN notes n ON n.ticket_id = t.id WHERE t.user_id = ?1),
                (SELECT count(*) FROM attachments WHERE user_id = ?1),
                (SELECT count(*) FROM sessions WHERE user_id = ?1),
                (SELECT count(*) FROM tickets t JOIN topics p ON p.ticket_id = t.id WHERE t.user_id = ?1)
            """, id
        ) { row in
            let stored = RemovedData(
                tickets: try row[0], messages: try row[1], notes: try row[2], files: try row[3])
            return Holdings(user: user, stored: stored, sessions: try row[4], topics: try row[5])
        }
    }

    public func erasure(_ id: ErasureID) throws -> Erasure? {
        try connection.first("SELECT \(Erasure.columns) FROM erasures WHERE id = ?", id, read: Erasure.init)
    }

    /// The newest first.
    public func erasures(limit: Int) throws -> [Erasure] {
        try connection.all(
            "SELECT \(Erasure.columns) FROM erasures ORDER BY id DESC LIMIT ?", limit, read: Erasure.init)
    }

    /// Those of which something is still to be done in the data folder, the oldest first.
    public func unfinishedErasures(limit: Int) throws -> [Erasure] {
        try connection.all(
            "SELECT \(Erasure.columns) FROM erasures WHERE purged_at IS NULL ORDER BY id LIMIT ?", limit,
            read: Erasure.init)
    }
}

extension Erasure: StoredRow {
    static var columns: SQL.Columns {
        """
        erasures.id, erasures.user_id, erasures.requested_at, erasures.erased_at, erasures.purged_at, erasures.tickets,
        erasures.messages, erasures.notes, erasures.files
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            id: try row.next(), user: try row.next(), requestedAt: try row.next(), erasedAt: try row.next(),
            purgedAt: try row.next(),
            removed: RemovedData(
                tickets: try row.next(), messages: try row.next(), notes: try row.next(), files: try row.next()))
    }
}

extension Transaction {
    /// Notes that everything of a user is to be removed, which whoever runs the server does.
    ///
    /// - Throws: ``DeskError/notFound``
    public func requestErasure(of user: UserID, by actor: StaffActor, now: Timestamp) throws -> ErasureID {
        guard try read.user(user) != nil else { throw DeskError.notFound }
        let waiting = try connection.first(
            "SELECT id FROM erasures WHERE user_id = ? AND erased_at IS NULL", user
        ) { try $0[0] as ErasureID }
        notice.requested.insert(.erasing)
        if let waiting { return waiting }
        // A number tells nobody who it was.
        try audit(.userErased, detail: "#\(user)", by: actor, now: now)
        return try connection.insert("INSERT INTO erasures (user_id, requested_at) VALUES (?, ?)", user, now)
    }

    /// Removes everything of the user from the database.
    ///
    /// - Returns: The names of the files that nothing needs any more, which may be removed once this is committed.
    public func erase(_ id: ErasureID, now: Timestamp) throws -> [String] {
        guard let erasure = try read.erasure(id), erasure.erasedAt == nil else { return [] }
        let user = erasure.user
        var removal = TicketRemoval()
        let tickets = try connection.all("SELECT id FROM tickets WHERE user_id = ?", user) { try $0[0] as TicketID }
        for ticket in tickets { try remove(ticket, &removal, now: now) }
        try removal.note(
            connection.all("SELECT blob_id FROM attachments WHERE user_id = ?", user) { try $0[0] as Int64? })
        try connection.execute("DELETE FROM attachments WHERE user_id = ?", user)
        try connection.execute("DELETE FROM sessions WHERE user_id = ?", user)
        try connection.execute("DELETE FROM users WHERE id = ?", user)
        try forgetInSearch(user)
        let removed = removal.removed
        try connection.execute(
            """
            UPDATE erasures SET erased_at = ?, tickets = ?, messages = ?, notes = ?, files = ? WHERE id = ?
            """, now, removed.tickets, removed.messages, removed.notes, removed.files, id)
        try wantRewrite()
        notice.interrupted.append(user)
        notice.requested.formUnion([.delivery, .erasing, .indexing])
        return try removal.blobs.sorted().compactMap(removeBlob)
    }

    /// No byte of these is left in the folder. Others, that were erased meanwhile, wait on.
    public func markPurged(_ erasures: [Erasure], now: Timestamp) throws {
        for erasure in erasures {
            try connection.execute("UPDATE erasures SET purged_at = ? WHERE id = ?", now, erasure.id)
        }
    }
}
