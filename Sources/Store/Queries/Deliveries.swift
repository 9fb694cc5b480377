public import Domain

/// A row of the outbox: what Telegram must still be told about a ticket.
public struct Delivery: Sendable, Equatable, Identifiable {
    public enum Content: Sendable, Equatable {
        case message(MessageID)
        /// A line of the program's own to the staff, which no visitor sees.
        case notice(String)
    }

    public let id: Int64
    public let ticket: TicketID
    public let content: Content

    /// The message that it is about; nil for a notice.
    public var message: MessageID? {
        if case .message(let id) = content { id } else { nil }
    }

    /// Posts of this row that are known to have arrived.
    public let postsSent: Int
    /// Attempts since then that may or may not have arrived.
    public let uncertainAttempts: Int

    public init(id: Int64, ticket: TicketID, content: Content, postsSent: Int = 0, uncertainAttempts: Int = 0) {
        self.id = id
        self.ticket = ticket
        self.content = content
        self.postsSent = postsSent
        self.uncertainAttempts = uncertainAttempts
    }
}

/// A delivery, and whether its ticket has a topic in the group with the card in it.
public struct WaitingDelivery: Sendable, Equatable {
    public let delivery: Delivery
    public let hasTopic: Bool

    public init(delivery: Delivery, hasTopic: Bool) {
        self.delivery = delivery
        self.hasTopic = hasTopic
    }
}

extension Reader {
    /// The oldest deliveries, in order.
    ///
    /// - Parameter share: only those tickets whose number leaves `index` when divided by `count`.
    public func waitingDeliveries(
        in chat: Int64, share: (index: Int, count: Int) = (0, 1), limit: Int
    ) throws -> [WaitingDelivery] {
        try connection.all(
            """
            SELECT d.id, d.ticket_id, d.message_id, d.notice, d.posts_sent, d.uncertain_attempts,
                EXISTS (SELECT 1 FROM topics t
                    WHERE t.ticket_id = d.ticket_id AND t.chat_id = ? AND t.card_post_id IS NOT NULL)
            FROM deliveries d WHERE d.ticket_id % ? = ? ORDER BY d.id LIMIT ?
            """, chat, share.count, share.index, limit
        ) { row in
            let message = try row[2] as Int64?
            let content = try message.map { Delivery.Content.message(MessageID(rawValue: $0)) } ?? .notice(row[3])
            return WaitingDelivery(
                delivery: Delivery(
                    id: try row[0], ticket: try row[1], content: content, postsSent: try row[4],
                    uncertainAttempts: try row[5]),
                hasTopic: try row[6])
        }
    }

    /// The first message that Telegram must still be told; nil if it knows all.
    public func oldestWaitingMessage() throws -> MessageID? {
        try connection.first("SELECT message_id FROM deliveries WHERE message_id IS NOT NULL ORDER BY id LIMIT 1") {
            try $0[0]
        }
    }

    /// How many deliveries wait, since when the oldest message of them does, and how many were given up.
    public func deliveryCounts() throws -> (waiting: Int, oldest: Timestamp?, failed: Int) {
        try connection.first(
            """
            SELECT (SELECT count(*) FROM deliveries), (SELECT count(*) FROM undelivered),
                (SELECT m.created_at FROM deliveries d
                    JOIN messages m ON m.ticket_id = d.ticket_id AND m.id = d.message_id ORDER BY d.id LIMIT 1)
            """
        ) { row in (try row[0], try row[2], try row[1]) } ?? (0, nil, 0)
    }

    /// Whether the group has ever shown anything of the ticket.
    public func hasPosts(_ ticket: TicketID) throws -> Bool {
        try connection.first("SELECT 1 FROM telegram_posts WHERE ticket_id = ? LIMIT 1", ticket) { _ in true } ?? false
    }
}

/// What could not be told to Telegram.
public struct Undelivered: Sendable, Equatable, Identifiable {
    public let id: Int64
    public let ticket: TicketID
    /// A message of the ticket, or a line of the program's own.
    public let message: MessageID?
    public let notice: String?
    public let reason: String
    public let failedAt: Timestamp
}

extension Reader {
    /// What was given up, the latest first.
    public func undelivered(before id: Int64?, limit: Int) throws -> [Undelivered] {
        try connection.all(
            """
            SELECT id, ticket_id, message_id, notice, reason, failed_at FROM undelivered
            WHERE id < ? ORDER BY id DESC LIMIT ?
            """, id ?? .max, limit
        ) { row in
            Undelivered(
                id: try row[0], ticket: try row[1],
                message: (try row[2] as Int64?).map(MessageID.init(rawValue:)), notice: try row[3],
                reason: try row[4], failedAt: try row[5])
        }
    }
}

extension Transaction {
    /// Telegram must be told of this message.
    public func enqueueDelivery(of message: Message) throws {
        try connection.execute(
            "INSERT INTO deliveries (ticket_id, message_id) VALUES (?, ?)", message.ticket, message.id)
        notice.hasDeliveries = true
    }

    /// A line of the program's own for the ticket's topic. No visitor sees it.
    public func enqueueNotice(_ text: String, ticket: TicketID) throws {
        try connection.execute("INSERT INTO deliveries (ticket_id, notice) VALUES (?, ?)", ticket, text)
        notice.hasDeliveries = true
    }

    /// One post of the delivery has arrived; the rest of it follows.
    public func advance(_ delivery: Delivery) throws {
        try connection.execute(
            "UPDATE deliveries SET posts_sent = posts_sent + 1, uncertain_attempts = 0 WHERE id = ?", delivery.id)
    }

    /// All of the delivery has arrived.
    public func complete(_ delivery: Delivery) throws {
        try connection.execute("DELETE FROM deliveries WHERE id = ?", delivery.id)
    }

    /// The last attempt may or may not have arrived.
    public func markUncertain(_ delivery: Delivery) throws {
        try connection.execute(
            "UPDATE deliveries SET uncertain_attempts = uncertain_attempts + 1 WHERE id = ?", delivery.id)
    }

    /// It is known now that the uncertain attempts did not arrive, or what came of them.
    public func settle(_ delivery: Delivery) throws {
        try connection.execute("UPDATE deliveries SET uncertain_attempts = 0 WHERE id = ?", delivery.id)
    }

    /// Gives the delivery up; it stays to be seen, with the reason, and holds up nothing behind it.
    public func fail(_ delivery: Delivery, reason: String, now: Timestamp) throws {
        try connection.execute(
            """
            INSERT INTO undelivered (ticket_id, message_id, notice, reason, failed_at)
            SELECT ticket_id, message_id, notice, ?, ? FROM deliveries WHERE id = ?
            """, reason, now, delivery.id)
        try complete(delivery)
    }

    /// The staff's topic shows everything up to `message`: tells those who follow.
    public func markDelivered(ticket: TicketID, upTo message: MessageID) throws {
        let changes = connection.totalChanges
        try connection.execute(
            "UPDATE tickets SET delivered_up_to = ? WHERE id = ? AND delivered_up_to < ?", message, ticket, message)
        if connection.totalChanges > changes { try recordTicketUpdate(ticket) }
    }
}
