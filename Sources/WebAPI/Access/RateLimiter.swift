import Synchronization

/// How often something may be done: `burst` times at once, then once every `interval`.
struct RateLimit: Sendable, Hashable {
    let name: String
    let burst: Int
    let interval: Duration

    /// All of one address: an office behind one address polls a lot before it reaches this.
    static let address = RateLimit(name: "address", burst: 400, interval: .milliseconds(25))
    /// New sessions from one address: a page with the widget opens one for a new visitor, once.
    static let openSession = RateLimit(name: "session", burst: 60, interval: .seconds(1))
    /// Messages of one session: nobody types faster, and a queue written offline still goes out at once.
    static let send = RateLimit(name: "send", burst: 60, interval: .milliseconds(500))
    /// Files of one session: a gallery at once, and no flood of them.
    static let upload = RateLimit(name: "upload", burst: 30, interval: .seconds(2))
    /// New tickets of one session: each is a topic in the group.
    static let openTicket = RateLimit(name: "ticket", burst: 10, interval: .seconds(30))
    /// What a browser says over its live channel: a person causes a frame in two seconds.
    static let frame = RateLimit(name: "frame", burst: 60, interval: .milliseconds(333))

    /// Passwords tried from one address: an office's agents come back from a holiday on the same morning.
    static let signInFromAddress = RateLimit(name: "sign-in-address", burst: 20, interval: .seconds(15))
    /// Passwords tried for one account, from wherever: 240 a day are no search for a password.
    static let signInToAccount = RateLimit(name: "sign-in-account", burst: 10, interval: .seconds(360))

    /// GCRA with one number to remember: when the subject would be idle again. Returns nil and moves it, or says how
    /// long to wait.
    func take(_ idleAt: inout ContinuousClock.Instant?, now: ContinuousClock.Instant) -> Duration? {
        let start = max(idleAt ?? now, now)
        let excess = now.duration(to: start) - interval * (burst - 1)
        guard excess <= .zero else { return excess }
        idleAt = start + interval
        return nil
    }
}

/// Counts what many subjects do.
final class RateLimiter: Sendable {
    /// Subjects remembered at once; past it the idle ones are swept out, and if none is idle new ones are let through
    /// uncounted rather than old ones forgotten. 100,000 of them take about 10 MB.
    static let subjectLimit = 100_000

    private struct Key: Hashable {
        let limit: RateLimit
        let subject: String
    }

    private let idleAt = Mutex<[Key: ContinuousClock.Instant]>([:])

    /// Takes one turn. Returns nil, or how long to wait for the next.
    func take(_ limit: RateLimit, _ subject: String, now: ContinuousClock.Instant = .now) -> Duration? {
        idleAt.withLock { idleAt in
            let key = Key(limit: limit, subject: subject)
            if idleAt[key] == nil, idleAt.count >= Self.subjectLimit {
                idleAt = idleAt.filter { $0.value > now }
                guard idleAt.count < Self.subjectLimit else { return nil }
            }
            return limit.take(&idleAt[key], now: now)
        }
    }
}
