public import Domain
public import Store

extension Desk {
    /// How the staff's group keeps up with what it has to be told.
    public struct OutboxReport: Sendable {
        /// What waits, and since when the oldest of it does.
        public let waiting: Int
        public let oldest: Timestamp?
        /// What stands in the panel only, for now.
        public let parked: Int
        /// How many deliveries were given up.
        public let failed: Int
        /// How long the oldest of what waits has done so, in seconds.
        public let lag: Int64
    }

    public func outboxReport() throws -> OutboxReport {
        let counts = try store.read { try $0.deliveryCounts() }
        let lag = counts.oldest.map { max(0, $0.duration(to: clock()).components.seconds) } ?? 0
        return OutboxReport(
            waiting: counts.waiting, oldest: counts.oldest, parked: counts.parked, failed: counts.failed, lag: lag)
    }

    /// What the group could not be told, the latest first.
    public func undelivered(before id: Int64?, limit: Int) throws -> [Undelivered] {
        try store.read { try $0.undelivered(before: id, limit: limit) }
    }
}
