public import Domain

/// The forum topic that mirrors a ticket.
public struct Topic: Sendable, Equatable {
    public let ticket: TicketID
    public let chat: Int64
    public let thread: Int64
    public let hasCard: Bool
    public let createdAt: Timestamp

    public init(ticket: TicketID, chat: Int64, thread: Int64, hasCard: Bool, createdAt: Timestamp) {
        self.ticket = ticket
        self.chat = chat
        self.thread = thread
        self.hasCard = hasCard
        self.createdAt = createdAt
    }
}

/// A topic, how the group shows it, and what its ticket is.
public struct StaleTopic: Sendable, Equatable {
    public let ticket: TicketID
    public let thread: Int64
    public let shownName: String?
    /// The custom emoji of its icon.
    public let shownIcon: String?
    public let isClosed: Bool
    public let status: TicketStatus
    public let user: UserID
}

extension Reader {
    public func topic(of ticket: TicketID, in chat: Int64) throws -> Topic? {
        try connection.first(
            "SELECT thread_id, card_post_id IS NOT NULL, created_at FROM topics WHERE ticket_id = ? AND chat_id = ?",
            ticket, chat
        ) { row in Topic(ticket: ticket, chat: chat, thread: try row[0], hasCard: try row[1], createdAt: try row[2]) }
    }

    public func ticket(ofTopic thread: Int64, in chat: Int64) throws -> TicketID? {
        try connection.first("SELECT ticket_id FROM topics WHERE chat_id = ? AND thread_id = ?", chat, thread) {
            try $0[0]
        }
    }

    /// The same, of a topic that was given up too: staff who still answer there are heard.
    public func ticket(ofTopicEver thread: Int64, in chat: Int64) throws -> TicketID? {
        if let ticket = try ticket(ofTopic: thread, in: chat) { return ticket }
        return try connection.first(
            "SELECT ticket_id FROM former_topics WHERE chat_id = ? AND thread_id = ?", chat, thread
        ) { try $0[0] }
    }

    /// Topics that do not show what their tickets are any more; first those that should be open and are closed, or the
    /// other way round. The index is named because the planner would rather walk through all topics of the group.
    ///
    /// - Parameter share: only those tickets whose number leaves `index` when divided by `count`.
    public func staleTopics(in chat: Int64, share: (index: Int, count: Int), limit: Int) throws -> [StaleTopic] {
        try connection.all(
            """
            SELECT t.ticket_id, t.thread_id, t.shown_name, t.is_closed, k.status, k.user_id,
                t.shown_icon
            FROM topics t INDEXED BY topics_stale JOIN tickets k ON k.id = t.ticket_id
            WHERE t.is_stale AND t.chat_id = ? AND t.ticket_id % ? = ?
            ORDER BY t.is_closed = (k.status IN ('closed', 'archived')) LIMIT ?
            """, chat, share.count, share.index, limit
        ) { row in
            StaleTopic(
                ticket: try row[0], thread: try row[1], shownName: try row[2], shownIcon: try row[6],
                isClosed: try row[3], status: try row[4], user: try row[5])
        }
    }

    /// The message that a post in the group is, or was made from; of several the last.
    public func message(ofPost post: Int64, in chat: Int64) throws -> (ticket: TicketID, message: MessageID)? {
        try connection.first(
            """
            SELECT ticket_id, message_id FROM telegram_posts WHERE chat_id = ? AND post_id = ?
            ORDER BY message_id DESC LIMIT 1
            """, chat, post
        ) { row in (try row[0], try row[1]) }
    }

    /// What visitors see in the place of the post that the staff's message came from, the oldest first: of a long post
    /// several messages, else this one alone. What else a post of the bot's shows is older or newer.
    public func pieces(of message: Message, in chat: Int64) throws -> [Message] {
        let ids = try connection.all(
            """
            SELECT DISTINCT p.message_id FROM telegram_posts own
                JOIN telegram_posts p ON p.chat_id = own.chat_id AND p.post_id = own.post_id
            WHERE own.ticket_id = ? AND own.message_id = ? AND own.chat_id = ? AND p.ticket_id = own.ticket_id
            ORDER BY p.message_id
            """, message.ticket, message.id, chat
        ) { try $0[0] as MessageID }
        let others = try ids.filter { $0 != message.id }.compactMap { try self.message($0, in: message.ticket) }
        let pieces = others.filter { $0.author == message.author && $0.createdAt == message.createdAt }
        return (pieces + [message]).sorted { $0.id < $1.id }
    }

    /// The first post in the group that shows the message.
    public func post(of message: MessageID, ticket: TicketID, in chat: Int64) throws -> Int64? {
        try connection.first(
            """
            SELECT post_id FROM telegram_posts WHERE ticket_id = ? AND message_id = ? AND chat_id = ?
            ORDER BY post_id LIMIT 1
            """, ticket, message, chat
        ) { try $0[0] }
    }
}

extension Transaction {
    /// Remembers the topic that was made for a ticket, in place of any older one.
    ///
    /// - Parameters:
    ///   - name: as the group shows it.
    ///   - icon: the custom emoji of its icon.
    ///   - isStale: whether the group shows it as it is not, or may do so.
    public func setTopic(
        of ticket: TicketID, chat: Int64, thread: Int64, name: String? = nil, icon: String? = nil,
        isStale: Bool = false, now: Timestamp
    ) throws {
        try rememberTopic(of: ticket)
        try connection.execute(
            "DELETE FROM topics WHERE chat_id = ? AND thread_id = ? AND ticket_id <> ?", chat, thread, ticket)
        try connection.execute(
            """
            INSERT INTO topics (ticket_id, chat_id, thread_id, shown_name, shown_icon, is_stale, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (ticket_id) DO UPDATE SET
                chat_id = excluded.chat_id, thread_id = excluded.thread_id, shown_name = excluded.shown_name,
                shown_icon = excluded.shown_icon, is_stale = excluded.is_stale, created_at = excluded.created_at,
                card_post_id = NULL, is_closed = 0
            """, ticket, chat, thread, name, icon, isStale, now)
    }

    /// The group shows the topic so, as far as it is known.
    public func showed(name: String?, icon: String?, isClosed: Bool, isStale: Bool, ticket: TicketID) throws {
        try connection.execute(
            "UPDATE topics SET shown_name = ?, shown_icon = ?, is_closed = ?, is_stale = ? WHERE ticket_id = ?", name,
            icon, isClosed, isStale, ticket)
    }

    /// Somebody closed or opened the topic.
    public func showedClosed(_ isClosed: Bool, ticket: TicketID) throws {
        try connection.execute("UPDATE topics SET is_closed = ? WHERE ticket_id = ?", isClosed, ticket)
    }

    public func setCard(of ticket: TicketID, post: Int64) throws {
        try connection.execute("UPDATE topics SET card_post_id = ? WHERE ticket_id = ?", post, ticket)
    }

    /// Forgets a topic that no longer exists in the group. What was under way begins anew in the next one.
    public func removeTopic(of ticket: TicketID) throws {
        try rememberTopic(of: ticket)
        try connection.execute("DELETE FROM topics WHERE ticket_id = ?", ticket)
        try connection.execute(
            "UPDATE deliveries SET posts_sent = 0, uncertain_attempts = 0 WHERE ticket_id = ?", ticket)
    }

    private func rememberTopic(of ticket: TicketID) throws {
        try connection.execute(
            """
            INSERT INTO former_topics (chat_id, thread_id, ticket_id)
            SELECT chat_id, thread_id, ticket_id FROM topics WHERE ticket_id = ?
            ON CONFLICT (chat_id, thread_id) DO UPDATE SET ticket_id = excluded.ticket_id
            """, ticket)
    }

    public func recordPost(_ post: Int64, in chat: Int64, of message: MessageID, ticket: TicketID) throws {
        try connection.execute(
            """
            INSERT INTO telegram_posts (chat_id, post_id, ticket_id, message_id) VALUES (?, ?, ?, ?)
            ON CONFLICT (chat_id, post_id, message_id) DO UPDATE SET ticket_id = excluded.ticket_id
            """, chat,
            post, ticket, message)
        try recountReactions(post, in: chat)
    }
}
