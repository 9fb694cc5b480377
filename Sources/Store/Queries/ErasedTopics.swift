public import Domain

/// A topic of a ticket that was removed.
public struct ErasedTopic: Sendable, Equatable {
    public let chat: Int64
    public let thread: Int64
    public let ticket: TicketID
    /// Whether Telegram has refused to delete it, and is not asked again.
    public let isRefused: Bool
    /// What Telegram said last, in its own words; nil if it was not asked yet.
    public let reason: String?
}

/// A post of such a topic.
public struct ErasedPost: Sendable, Equatable {
    public let chat: Int64
    public let post: Int64
    public let ticket: TicketID
}

extension Reader {
    /// Topics that are still to be deleted in the group.
    ///
    /// - Parameter share: only those tickets whose number leaves `index` when divided by `count`.
    public func topicsToDelete(share: (index: Int, count: Int), limit: Int) throws -> [ErasedTopic] {
        try connection.all(
            """
            SELECT \(ErasedTopic.columns) FROM erased_topics INDEXED BY erased_topics_waiting
            WHERE gone_at IS NULL AND refused_at IS NULL AND ticket_id % ? = ? LIMIT ?
            """, share.count, share.index, limit, read: ErasedTopic.init)
    }

    /// Posts that are to be deleted one by one, since their topic can't be.
    public func postsToDelete(share: (index: Int, count: Int), limit: Int) throws -> [ErasedPost] {
        try connection.all(
            """
            SELECT p.chat_id, p.post_id, p.ticket_id FROM erased_topics t INDEXED BY erased_topics_refused
                JOIN erased_posts p ON p.ticket_id = t.ticket_id AND p.chat_id = t.chat_id
            WHERE t.refused_at IS NOT NULL AND t.ticket_id % ? = ? AND p.reason IS NULL LIMIT ?
            """, share.count, share.index, limit
        ) { row in ErasedPost(chat: try row[0], post: try row[1], ticket: try row[2]) }
    }

    /// Topics that are not gone, and how many posts of theirs Telegram keeps: those that it refused first.
    public func topicsNotDeleted(limit: Int) throws -> [(topic: ErasedTopic, posts: Int)] {
        try connection.all(
            """
            SELECT \(ErasedTopic.columns), (SELECT count(*) FROM erased_posts p
                WHERE p.ticket_id = erased_topics.ticket_id AND p.chat_id = erased_topics.chat_id)
            FROM erased_topics WHERE gone_at IS NULL ORDER BY refused_at IS NULL, removed_at LIMIT ?
            """, limit
        ) { row in (topic: try ErasedTopic(&row), posts: try row.next()) }
    }

    /// Whether the topic was that of a ticket which was removed.
    public func isErasedTopic(_ thread: Int64, in chat: Int64) throws -> Bool {
        try connection.first("SELECT 1 FROM erased_topics WHERE chat_id = ? AND thread_id = ?", chat, thread) { _ in
            true
        } ?? false
    }

    /// Whether a ticket had this number once, and is gone.
    public func wasRemoved(_ ticket: TicketID) throws -> Bool {
        let last: TicketID? = try connection.first("SELECT seq FROM sqlite_sequence WHERE name = 'tickets'") {
            try $0[0]
        }
        guard let last, ticket <= last else { return false }
        return try self.ticket(ticket) == nil
    }
}

extension ErasedTopic: StoredRow {
    static var columns: SQL.Columns {
        """
        erased_topics.chat_id, erased_topics.thread_id, erased_topics.ticket_id, erased_topics.refused_at IS NOT NULL,
        erased_topics.reason
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            chat: try row.next(), thread: try row.next(), ticket: try row.next(), isRefused: try row.next(),
            reason: try row.next())
    }
}

extension Transaction {
    /// A topic of a ticket that was removed is to be deleted in the group.
    public func addErasedTopic(_ thread: Int64, in chat: Int64, of ticket: TicketID, now: Timestamp) throws {
        try connection.execute(
            """
            INSERT INTO erased_topics (chat_id, thread_id, ticket_id, removed_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """, chat, thread, ticket, now)
        notice.requested.insert(.delivery)
    }

    /// A post of a ticket that was removed is to be deleted in the group, unless it is gone with its topic.
    public func addErasedPost(_ post: Int64, in chat: Int64, of ticket: TicketID) throws {
        try connection.execute(
            """
            INSERT INTO erased_posts (chat_id, post_id, ticket_id) SELECT ?, ?, ?
            WHERE EXISTS (SELECT 1 FROM erased_topics WHERE ticket_id = ?3 AND gone_at IS NULL)
            ON CONFLICT DO NOTHING
            """, chat, post, ticket)
        notice.requested.insert(.delivery)
    }

    /// The group does not show the topic any more, nor its posts.
    public func erasedTopicIsGone(_ topic: ErasedTopic, now: Timestamp) throws {
        try connection.execute(
            "UPDATE erased_topics SET gone_at = ?, reason = NULL WHERE chat_id = ? AND thread_id = ?", now, topic.chat,
            topic.thread)
        try connection.execute(
            """
            DELETE FROM erased_posts WHERE ticket_id = ?1 AND NOT EXISTS (
                SELECT 1 FROM erased_topics WHERE ticket_id = ?1 AND gone_at IS NULL)
            """, topic.ticket)
    }

    /// Telegram does not delete the topic.
    ///
    /// - Parameter isFinal: Whether it is not asked again.
    public func erasedTopicStays(_ topic: ErasedTopic, reason: String, isFinal: Bool, now: Timestamp) throws {
        try connection.execute(
            "UPDATE erased_topics SET reason = ?, refused_at = ? WHERE chat_id = ? AND thread_id = ?", reason,
            isFinal ? now : nil, topic.chat, topic.thread)
    }

    /// The group does not show the post any more; or it does, for this reason.
    public func settle(_ post: ErasedPost, reason: String?) throws {
        if let reason {
            try connection.execute(
                "UPDATE erased_posts SET reason = ? WHERE chat_id = ? AND post_id = ?", reason, post.chat, post.post)
        } else {
            try connection.execute(
                "DELETE FROM erased_posts WHERE chat_id = ? AND post_id = ?", post.chat, post.post)
        }
    }

    /// Removes an update of which nobody needs what it says.
    public func removeUpdate(_ update: StoredUpdate) throws {
        try connection.execute("DELETE FROM telegram_updates WHERE update_id = ?", update.id)
    }

    /// Forgets topics that have been gone since before `time`: no update comes from them any more. Returns how many went.
    public func removeGoneTopics(before time: Timestamp, limit: Int) throws -> Int {
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM erased_topics WHERE (chat_id, thread_id) IN (
                SELECT chat_id, thread_id FROM erased_topics WHERE gone_at < ? LIMIT ?)
            """, time, limit)
        return Int(connection.totalChanges - changes)
    }
}
