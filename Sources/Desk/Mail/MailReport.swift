import Domain
import Store

extension Desk {
    /// How far the mail to users who have left is behind.
    public struct MailReport: Sendable {
        /// How many mails wait, ``Backlogs/limit`` at most, and how many of them although they are due.
        public let waiting: Int
        public let overdue: Int
        /// How many were refused for good.
        public let refused: Int
        /// How many seconds the oldest has been overdue.
        public let lag: Int64
    }

    public func mailReport() throws -> MailReport {
        let now = clock()
        let counts = try store.read { try $0.mailCounts(now: now) }
        return MailReport(
            waiting: counts.waiting, overdue: counts.overdue, refused: counts.refused,
            lag: counts.oldest.map { max(0, $0.duration(to: now).components.seconds) } ?? 0)
    }
}
