public import Domain

/// The post in a group's General that says who waits.
public struct Board: Sendable, Equatable {
    public let post: Int64
    /// Whether pinning it is settled, be it by a refusal.
    public let isPinned: Bool
}

extension Reader {
    public func board(in chat: Int64) throws -> Board? {
        try connection.first("SELECT post_id, is_pinned FROM boards WHERE chat_id = ?", chat) { row in
            Board(post: try row[0], isPinned: try row[1])
        }
    }
}

extension Transaction {
    public func setBoard(in chat: Int64, post: Int64, isPinned: Bool) throws {
        try connection.execute(
            """
            INSERT INTO boards (chat_id, post_id, is_pinned) VALUES (?, ?, ?)
            ON CONFLICT (chat_id) DO UPDATE SET post_id = excluded.post_id, is_pinned = excluded.is_pinned
            """, chat, post, isPinned)
    }

    /// Forgets a board that is gone.
    public func removeBoard(in chat: Int64) throws {
        try connection.execute("DELETE FROM boards WHERE chat_id = ?", chat)
    }

    /// Whether staff are told for the first time that visitors get a placeholder for this kind of content in the
    /// ticket's topic.
    public func isFirstPlaceholder(of kind: String, ticket: TicketID) throws -> Bool {
        let changes = connection.totalChanges
        try connection.execute(
            "INSERT INTO placeholders (ticket_id, kind) VALUES (?, ?) ON CONFLICT DO NOTHING", ticket, kind)
        return connection.totalChanges > changes
    }
}
