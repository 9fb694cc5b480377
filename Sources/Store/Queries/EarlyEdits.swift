public import Domain

extension Transaction {
    /// Keeps an edit of a post that is not known, for the case that the post itself comes later.
    ///
    /// - Parameter ticket: The one whose topic the post stands in; nil if it is no ticket's.
    public func keepEarlyEdit(
        of post: Int64, in chat: Int64, ticket: TicketID?, text: String, spans: [TextSpan], now: Timestamp
    ) throws {
        try connection.execute(
            """
            INSERT INTO early_edits (chat_id, post_id, text, spans, created_at, ticket_id) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (chat_id, post_id) DO UPDATE SET
                text = excluded.text, spans = excluded.spans, created_at = excluded.created_at,
                ticket_id = excluded.ticket_id
            """, chat, post, text, stored(spans), now, ticket)
    }

    /// What a post has become before it was known, and no more afterwards; nil if it was not edited.
    public func takeEarlyEdit(of post: Int64, in chat: Int64) throws -> (text: String, spans: [TextSpan])? {
        let edit = try connection.first(
            "SELECT text, spans FROM early_edits WHERE chat_id = ? AND post_id = ?", chat, post
        ) { row in (text: try row.next() as String, spans: try row.list([TextSpan].init(json:))) }
        guard let edit else { return nil }
        try connection.execute("DELETE FROM early_edits WHERE chat_id = ? AND post_id = ?", chat, post)
        return edit
    }

    /// Removes edits from before `time`. Returns how many went.
    public func removeEarlyEdits(before time: Timestamp, limit: Int) throws -> Int {
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM early_edits WHERE (chat_id, post_id) IN (
                SELECT chat_id, post_id FROM early_edits WHERE created_at < ? LIMIT ?)
            """, time, limit)
        return Int(connection.totalChanges - changes)
    }
}
