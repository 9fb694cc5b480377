public import Domain

/// An update as Telegram sent it.
public struct StoredUpdate: Sendable, Equatable {
    public let id: Int64
    public let body: [UInt8]
    /// The topic it came from, as far as it says so. Known when it is stored, and not read back.
    public let topic: Int64?

    public init(id: Int64, body: [UInt8], topic: Int64? = nil) {
        self.id = id
        self.body = body
        self.topic = topic
    }
}

extension Reader {
    /// Updates that wait to be understood, in the order of their numbers.
    public func waitingUpdates(limit: Int) throws -> [StoredUpdate] {
        try connection.all(
            """
            SELECT \(StoredUpdate.columns) FROM telegram_updates
            WHERE handled_at IS NULL AND held_in IS NULL ORDER BY update_id LIMIT ?
            """, limit, read: StoredUpdate.init)
    }

    /// Updates of a topic that wait for the rest of an album, in the order of their numbers.
    public func heldUpdates(in thread: Int64, limit: Int) throws -> [StoredUpdate] {
        try connection.all(
            """
            SELECT \(StoredUpdate.columns) FROM telegram_updates
            WHERE handled_at IS NULL AND held_in = ? ORDER BY update_id LIMIT ?
            """, thread, limit, read: StoredUpdate.init)
    }

    /// Topics in which updates wait for the rest of an album, and when the last of them came.
    public func heldTopics() throws -> [(thread: Int64, newest: Timestamp)] {
        try connection.all(
            """
            SELECT held_in, max(received_at) FROM telegram_updates
            WHERE handled_at IS NULL AND held_in IS NOT NULL GROUP BY held_in
            """
        ) { row in (try row[0], try row[1]) }
    }
}

extension StoredUpdate: StoredRow {
    static var columns: SQL.Columns { "telegram_updates.update_id, telegram_updates.body" }

    init(_ row: inout Row) throws { self.init(id: try row.next(), body: try row.next()) }
}

extension Transaction {
    /// Stores updates before anybody understands them. One that is known already is left as it is.
    public func store(_ updates: [StoredUpdate], now: Timestamp) throws {
        for update in updates {
            try connection.execute(
                """
                INSERT INTO telegram_updates (update_id, body, received_at, thread_id) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """, update.id, update.body, now, update.topic)
        }
        notice.requested.insert(.intake)
    }

    /// Claims an update in the transaction that does what it says; false if it is done already.
    public func claim(_ update: StoredUpdate, now: Timestamp) throws -> Bool {
        let changes = connection.totalChanges
        try connection.execute(
            "UPDATE telegram_updates SET handled_at = ? WHERE update_id = ? AND handled_at IS NULL", now, update.id)
        return connection.totalChanges > changes
    }

    /// Has an update wait, with its topic, for the rest of an album.
    public func hold(_ update: StoredUpdate, in thread: Int64) throws {
        try connection.execute(
            "UPDATE telegram_updates SET held_in = ? WHERE update_id = ? AND handled_at IS NULL", thread, update.id)
    }

    /// Sets an update aside that can't be handled, so that those behind it can.
    public func setAside(_ update: StoredUpdate, reason: String, now: Timestamp) throws {
        try connection.execute(
            "UPDATE telegram_updates SET handled_at = ?, failure = ? WHERE update_id = ?", now, reason, update.id)
    }

    /// Removes an update from the topic of a ticket that is gone: nobody reads what it says.
    public func forgetIfErased(_ update: StoredUpdate, in chat: Int64) throws {
        try connection.execute(
            """
            DELETE FROM telegram_updates WHERE update_id = ?
                AND thread_id IN (SELECT thread_id FROM erased_topics WHERE chat_id = ?)
            """, update.id, chat)
    }

    /// Removes handled updates received before `time`: Telegram repeats none after 24 hours.
    public func removeHandledUpdates(receivedBefore time: Timestamp, limit: Int) throws -> Int {
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM telegram_updates WHERE update_id IN (
                SELECT update_id FROM telegram_updates WHERE received_at < ? AND handled_at IS NOT NULL LIMIT ?)
            """, time, limit)
        return Int(connection.totalChanges - changes)
    }
}
