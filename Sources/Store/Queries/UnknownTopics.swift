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

    /// The group has been told of it.
    public func toldUnknownTopic(_ thread: Int64, in chat: Int64) throws {
        try connection.execute(
            "UPDATE unknown_topics SET is_told = 1 WHERE chat_id = ? AND thread_id = ?", chat, thread)
    }
}
