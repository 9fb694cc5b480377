public import Domain
public import Store

extension Desk {
    /// The state of the outbox to the staff's group.
    public struct OutboxReport: Sendable {
        /// How many deliveries wait, and since when the oldest does.
        public let waiting: Int
        public let oldest: Timestamp?
        /// How many messages wait for a quota or for the end of a ban, and stand only in the panel meanwhile.
        public let parked: Int
        /// How many deliveries have failed for good.
        public let failed: Int
        /// How many seconds the oldest delivery has waited.
        public let lag: Int64
    }

    /// How far the staff's group is behind.
    public func outboxReport() throws -> OutboxReport {
        let counts = try store.read { try $0.deliveryCounts() }
        let lag = counts.oldest.map { max(0, $0.duration(to: clock()).components.seconds) } ?? 0
        return OutboxReport(
            waiting: counts.waiting, oldest: counts.oldest, parked: counts.parked, failed: counts.failed, lag: lag)
    }

    /// Deliveries that failed for good, the latest first.
    public func undelivered(before id: Int64?, limit: Int) throws -> [Undelivered] {
        try store.read { try $0.undelivered(before: id, limit: limit) }
    }
}
