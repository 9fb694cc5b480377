public import Domain

/// A row of the outbox: what Telegram must still be told about a ticket.
public struct Delivery: Sendable, Equatable, Identifiable {
    public enum Content: Sendable, Equatable {
        case message(MessageID)
        /// A line of the program's own to the staff, which no visitor sees.
        case notice(String)
        /// So many messages that stand in the panel only; the last of them.
        case digest(count: Int, last: MessageID)
    }

    public let id: Int64
    public let ticket: TicketID
    public let content: Content

    /// The message that it is about; nil for what is about none, or about several.
    public var message: MessageID? {
        if case .message(let id) = content { id } else { nil }
    }

    /// So many messages of it stand in the panel only.
    public var inPanel: Int {
        if case .digest(let count, _) = content { count } else { 0 }
    }

    /// The last message that it is about.
    var newest: MessageID? {
        switch content {
        case .message(let id), .digest(_, let id): id
        case .notice: nil
        }
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

extension Reader {
    /// What goes of a conversation, in order.
    public func deliveries(of ticket: TicketID, limit: Int) throws -> [Delivery] {
        try connection.all(
            """
            SELECT id, message_id, notice, posts_sent, uncertain_attempts, more FROM deliveries
            WHERE parked = 0 AND ticket_id = ? ORDER BY id LIMIT ?
            """, ticket, limit
        ) { row in
            let (message, more) = (try row[1] as MessageID?, try row[5] as Int)
            let content: Delivery.Content =
                if let message { more > 0 ? .digest(count: more, last: message) : .message(message) } else {
                    .notice(try row[2])
                }
            return Delivery(
                id: try row[0], ticket: ticket, content: content, postsSent: try row[3],
                uncertainAttempts: try row[4])
        }
    }

    /// The first message that Telegram must still be told; nil if it knows all.
    public func oldestWaitingMessage() throws -> MessageID? {
        try connection.first("SELECT message_id FROM deliveries WHERE message_id IS NOT NULL ORDER BY id LIMIT 1") {
            try $0[0]
        }
    }

    /// How many deliveries wait, since when the oldest message of them does, how many are parked, and how many were
    /// given up.
    public func deliveryCounts() throws -> (waiting: Int, oldest: Timestamp?, parked: Int, failed: Int) {
        try connection.first(
            """
            SELECT (SELECT count(*) FROM deliveries WHERE parked = 0), (SELECT count(*) FROM undelivered),
                (SELECT m.created_at FROM deliveries d
                    JOIN messages m ON m.ticket_id = d.ticket_id AND m.id = d.message_id
                    WHERE d.parked = 0 ORDER BY d.id LIMIT 1),
                (SELECT count(*) FROM deliveries WHERE parked > 0)
            """
        ) { row in (try row[0], try row[2], try row[3], try row[1]) } ?? (0, nil, 0, 0)
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
    /// One post of the delivery has arrived; the rest of it follows.
    public func advance(_ delivery: Delivery) throws {
        try connection.execute(
            "UPDATE deliveries SET posts_sent = posts_sent + 1, uncertain_attempts = 0 WHERE id = ?", delivery.id)
    }

    /// All of the delivery has arrived. What was added to a digest meanwhile still waits.
    public func complete(_ delivery: Delivery) throws { try remove(delivery, upTo: delivery.inPanel) }

    /// Nothing of the delivery is wanted any more.
    public func drop(_ delivery: Delivery) throws { try remove(delivery, upTo: .max) }

    private func remove(_ delivery: Delivery, upTo count: Int) throws {
        let removed = try connection.first(
            "DELETE FROM deliveries WHERE id = ? AND more <= ? RETURNING network", delivery.id, count
        ) { try $0[0] as Int64? }
        guard let removed else {
            return try connection.execute(
                "UPDATE deliveries SET more = more - ?, uncertain_attempts = 0 WHERE id = ?", count, delivery.id)
        }
        backlog.left()
        if let network = removed { try unparkNext(of: network) }
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

    /// Gives the delivery up; it stays to be seen, with the reason, and holds up nothing behind it. What was added to a
    /// digest meanwhile still waits.
    public func fail(_ delivery: Delivery, reason: String, now: Timestamp) throws {
        try connection.execute(
            """
            INSERT INTO undelivered (ticket_id, message_id, notice, reason, failed_at)
            SELECT ticket_id, coalesce(?, message_id), notice, ?, ? FROM deliveries WHERE id = ?
            """, delivery.newest, reason, now, delivery.id)
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
