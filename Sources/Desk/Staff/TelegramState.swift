public import Domain
public import Store
public import Telegram

extension Desk {
    /// How Telegram keeps up.
    public struct TelegramReport: Sendable {
        public let isConnected: Bool
        /// What waits to be told to Telegram, and since when the oldest of it does.
        public let waiting: Int
        public let oldest: Timestamp?
        /// How many deliveries were given up.
        public let failed: Int
        /// What somebody must repair; nil while all is well.
        public let trouble: TelegramError?
        /// How long Telegram has asked to wait; zero if it has not.
        public let pause: Duration
        public let now: Timestamp
    }

    public func telegramReport() throws -> TelegramReport {
        let counts = try store.read { try $0.deliveryCounts() }
        let now = ContinuousClock.now
        return TelegramReport(
            isConnected: group != nil, waiting: counts.waiting, oldest: counts.oldest, failed: counts.failed,
            trouble: telegramTrouble, pause: max(.zero, now.duration(to: postsPausedUntil ?? now)), now: clock())
    }

    /// What Telegram could not be told, the latest first.
    public func undelivered(before id: Int64?, limit: Int) throws -> [Undelivered] {
        try store.read { try $0.undelivered(before: id, limit: limit) }
    }
}
