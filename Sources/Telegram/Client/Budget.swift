/// How many calls one bot may make in one group: Telegram allows about 20 a minute in a group, and answers those beyond
/// with longer and longer waits. Counted are posts, edits, and whatever changes topics.
/// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
///
/// A quarter of the minute's calls may go out at once, the rest evenly; never more than the limit in any minute.
public struct Budget: Sendable {
    public typealias Instant = ContinuousClock.Instant

    /// Calls in any minute; nil is no limit.
    public let perMinute: Int?
    /// Calls that may go out at once.
    public let burst: Int
    private let interval: Duration
    /// The calls of the last minute, oldest first. Never more than `perMinute`.
    private var taken: [Instant] = []
    /// When the burst will be whole again.
    private var isWhole: Instant

    /// - Parameter perMinute: At least 1.
    public init(perMinute: Int?, now: Instant = .now) {
        self.perMinute = perMinute.map { max(1, $0) }
        let limit = self.perMinute ?? 1
        burst = max(1, limit / 4)
        interval = .seconds(60) / limit
        isWhole = now
    }

    /// How long to wait before the next call; zero if it may be made now.
    public func wait(at now: Instant) -> Duration {
        var next = now
        if let perMinute {
            next = max(next, isWhole - interval * (burst - 1))
            if taken.count >= perMinute { next = max(next, taken[taken.count - perMinute] + .seconds(60)) }
        }
        return max(.zero, now.duration(to: next))
    }

    /// How many calls may be made at once.
    public func available(at now: Instant) -> Int {
        guard wait(at: now) == .zero else { return 0 }
        guard let perMinute else { return .max }
        let recent = taken.count { $0 > now - .seconds(60) }
        let missing = max(.zero, now.duration(to: isWhole))
        return min(perMinute - recent, burst - Int((missing / interval).rounded(.up)))
    }

    /// A call is made.
    public mutating func take(at now: Instant) {
        guard let perMinute else { return }
        isWhole = max(isWhole, now) + interval
        taken.removeAll { $0 <= now - .seconds(60) }
        taken.append(now)
        if taken.count > perMinute { taken.removeFirst(taken.count - perMinute) }
    }
}
