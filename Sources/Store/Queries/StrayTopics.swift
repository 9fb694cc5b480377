public import Domain

/// A topic that was made for a ticket beside the one that counts.
public struct StrayTopic: Sendable, Equatable {
    public let thread: Int64
    public let ticket: TicketID
    /// The one that counts, if there is one.
    public let successor: Int64?
}

extension Reader {
    /// Topics to be closed with a pointer.
    ///
    /// - Parameter share: only those tickets whose number leaves `index` when divided by `count`.
    public func strayTopics(in chat: Int64, share: (index: Int, count: Int), limit: Int) throws -> [StrayTopic] {
        try connection.all(
            """
            SELECT s.thread_id, s.ticket_id, t.thread_id FROM stray_topics s
                LEFT JOIN topics t ON t.ticket_id = s.ticket_id AND t.chat_id = s.chat_id
            WHERE s.chat_id = ? AND s.ticket_id % ? = ? LIMIT ?
            """, chat, share.count, share.index, limit
        ) { row in StrayTopic(thread: try row[0], ticket: try row[1], successor: try row[2]) }
    }

    /// Whether the topic is or was a ticket's.
    public func isKnownTopic(_ thread: Int64, in chat: Int64) throws -> Bool {
        try ticket(ofTopicEver: thread, in: chat) != nil
    }
}

extension Transaction {
    /// A topic was made for a ticket that has another one. What staff write there is heard all the same.
    public func addStrayTopic(_ thread: Int64, in chat: Int64, of ticket: TicketID) throws {
        try connection.execute(
            "INSERT INTO former_topics (chat_id, thread_id, ticket_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", chat,
            thread, ticket
        )
        try connection.execute(
            "INSERT INTO stray_topics (chat_id, thread_id, ticket_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", chat,
            thread, ticket)
        notice.requested.insert(.delivery)
    }

    /// The topic points to the one that counts and is closed, or is gone.
    public func removeStrayTopic(_ thread: Int64, in chat: Int64) throws {
        try connection.execute("DELETE FROM stray_topics WHERE chat_id = ? AND thread_id = ?", chat, thread)
    }
}
