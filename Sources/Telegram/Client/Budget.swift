/// How many calls one bot may make in one group. Telegram allows about 20 a minute and answers further calls with
/// longer and longer waits. Posts, edits and changes of topics count.
/// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
///
/// A quarter of the minute's calls may go out at once, and never more than the limit in any minute.
/// Under load the remaining calls are spread evenly until the first of the minute is a minute old, so
/// that there is never a long pause.
public struct Budget: Sendable {
    public typealias Instant = ContinuousClock.Instant

    /// The most calls in any minute; nil means no limit.
    public let perMinute: Int?
    /// The most calls that may go out at once.
    public let burst: Int
    private let interval: Duration
    /// The calls of the last minute, oldest first; never more than `perMinute`.
    private var taken: [Instant] = []
    /// Calls that could go out at once after the last one. Each whole interval since then earns another. Evenly spread
    /// calls are a little further apart than an interval, so each earns only its own.
    private var credit: Int

    private let minute: Duration

    /// - Parameters:
    ///   - perMinute: At least 1.
    ///   - minute: Shorter where time passes faster.
    public init(perMinute: Int?, minute: Duration = .seconds(60), now: Instant = .now) {
        self.perMinute = perMinute.map { max(1, $0) }
        self.minute = minute
        let limit = self.perMinute ?? 1
        burst = max(1, limit / 4)
        interval = minute / limit
        credit = burst
    }

    /// How long to wait before the next call; zero if it may be made now.
    public func wait(at now: Instant) -> Duration {
        guard let perMinute, let last = taken.last else { return .zero }
        var next = now
        if taken.count == perMinute { next = max(next, taken[0] + minute) }
        if credit == 0 {
            // The remaining calls are spread over the time until the first one of this minute is a minute old.
            let share = last.duration(to: taken[0] + minute) / (perMinute - taken.count + 1)
            next = max(next, last + max(interval, share))
        }
        return now.duration(to: next)
    }

    /// How many calls may be made at once.
    public func available(at now: Instant) -> Int {
        guard let perMinute else { return .max }
        guard wait(at: now) == .zero else { return 0 }
        return min(perMinute - taken.count { $0 > now - minute }, credit(at: now))
    }

    /// Notes that a call is made.
    public mutating func take(at now: Instant) {
        guard let perMinute else { return }
        credit = max(0, credit(at: now) - 1)
        taken.removeAll { $0 <= now - minute }
        taken.append(now)
        if taken.count > perMinute { taken.removeFirst(taken.count - perMinute) }
    }

    private func credit(at now: Instant) -> Int {
        guard let last = taken.last else { return burst }
        // A clock's rounding must not lose a call.
        let earned = Int(last.duration(to: now) / interval + 1e-6)
        return min(burst, credit + max(0, earned))
    }
}
