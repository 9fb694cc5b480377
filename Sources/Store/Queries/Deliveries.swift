public import Domain

/// A row of the outbox: a message that Telegram must still be told.
public struct Delivery: Sendable, Equatable, Identifiable {
    public let id: Int64
    public let ticket: TicketID
    public let message: MessageID
    /// Posts of this message that are known to have arrived.
    public let postsSent: Int
    /// Attempts since then that may or may not have arrived.
    public let uncertainAttempts: Int

    public init(id: Int64, ticket: TicketID, message: MessageID, postsSent: Int, uncertainAttempts: Int) {
        self.id = id
        self.ticket = ticket
        self.message = message
        self.postsSent = postsSent
        self.uncertainAttempts = uncertainAttempts
    }
}

extension Reader {
    /// The oldest delivery.
    public func nextDelivery() throws -> Delivery? {
        try connection.first(
            """
            SELECT id, ticket_id, message_id, posts_sent, uncertain_attempts FROM deliveries ORDER BY id LIMIT 1
            """
        ) { row in
            Delivery(
                id: try row[0], ticket: try row[1], message: try row[2], postsSent: try row[3],
                uncertainAttempts: try row[4])
        }
    }

    /// How many deliveries wait and how many were given up.
    public func deliveryCounts() throws -> (waiting: Int, failed: Int) {
        try connection.first("SELECT (SELECT count(*) FROM deliveries), (SELECT count(*) FROM undelivered)") { row in
            (try row[0], try row[1])
        } ?? (0, 0)
    }
}

extension Transaction {
    /// Telegram must be told of this message.
    public func enqueueDelivery(of message: Message) throws {
        try connection.execute(
            "INSERT INTO deliveries (ticket_id, message_id) VALUES (?, ?)", message.ticket, message.id)
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

    /// Gives the delivery up; it stays to be seen, with the reason, and holds up nothing behind it.
    public func fail(_ delivery: Delivery, reason: String, now: Timestamp) throws {
        try connection.execute(
            "INSERT INTO undelivered (ticket_id, message_id, reason, failed_at) VALUES (?, ?, ?, ?)", delivery.ticket,
            delivery.message, reason, now)
        try complete(delivery)
    }
}
