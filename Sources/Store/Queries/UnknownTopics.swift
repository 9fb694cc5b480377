extension Reader {
    /// Whether an older copy of the database has ever taken its place.
    public func hasLostHistory() throws -> Bool {
        try connection.first("SELECT 1 FROM lost_events LIMIT 1") { _ in true } ?? false
    }

    /// A topic of which the group is still to be told that the database does not know it.
    public func unknownTopic(in chat: Int64) throws -> Int64? {
        try connection.first(
            "SELECT thread_id FROM unknown_topics WHERE NOT is_told AND chat_id = ? ORDER BY thread_id LIMIT 1", chat
        ) { try $0[0] }
    }
}

extension Transaction {
    /// Staff write in a topic that the database does not know.
    public func addUnknownTopic(_ thread: Int64, in chat: Int64) throws {
        try connection.execute(
            "INSERT INTO unknown_topics (chat_id, thread_id) VALUES (?, ?) ON CONFLICT DO NOTHING", chat, thread)
        notice.requested.insert(.delivery)
    }

    /// Keeps a handled update of such a topic: nobody sees what it says until it is known whose topic that is.
    public func keep(_ update: StoredUpdate, ofUnknownTopic thread: Int64) throws {
        try connection.execute(
            "UPDATE telegram_updates SET held_in = ?, failure = 'unknown topic' WHERE update_id = ?", thread, update.id)
    }

    /// Has what was kept of a topic handled again, now that a ticket has it. False if nothing was kept.
    public func releaseUpdates(ofUnknownTopic thread: Int64) throws -> Bool {
        let changes = connection.totalChanges
        try connection.execute(
            """
            UPDATE telegram_updates SET handled_at = NULL, held_in = NULL, failure = NULL
            WHERE held_in = ? AND handled_at IS NOT NULL AND failure = 'unknown topic'
            """, thread)
        notice.requested.insert(.intake)
        return connection.totalChanges > changes
    }

    /// The group has been told of it.
    public func toldUnknownTopic(_ thread: Int64, in chat: Int64) throws {
        try connection.execute(
            "UPDATE unknown_topics SET is_told = 1 WHERE chat_id = ? AND thread_id = ?", chat, thread)
    }
}
