import Synchronization

/// How often something may be done: `burst` times at once, then once every `interval`.
struct RateLimit: Sendable, Hashable {
    let name: String
    let burst: Int
    let interval: Duration

    /// All requests of one client's network. An office behind one address polls a lot before it reaches this.
    static let address = RateLimit(name: "address", burst: 400, interval: .milliseconds(25))
    /// A long answer counts as another request for each of these bytes: a page of long messages is as
    /// much work as a dozen short ones.
    static let answerPiece = 16 << 10
    /// Bytes of texts from one network, in pieces of 1 KiB: 4 MiB at once, which is about 170 of the
    /// longest messages in Chinese or 500 in English, then 4 KiB a second. They are stored for ever, and
    /// the search stores them once more.
    static let textBytes = RateLimit(name: "text-bytes", burst: 4096, interval: .milliseconds(250))
    static let textPiece = 1 << 10
    /// New sessions of one network. A page with the widget opens one for a new visitor, once.
    static let openSession = RateLimit(name: "session", burst: 60, interval: .seconds(1))
    /// Messages of one session. Nobody types faster, and a queue of messages written offline is still sent at once.
    static let send = RateLimit(name: "send", burst: 60, interval: .milliseconds(500))
    /// Files of one session: a gallery at once, but no flood.
    static let upload = RateLimit(name: "upload", burst: 30, interval: .seconds(2))
    /// Bytes of files from one network, in pieces of 64 KiB: a gallery of 256 MiB at once, then 56 MiB an hour.
    static let fileBytes = RateLimit(name: "file-bytes", burst: 4096, interval: .seconds(4))
    static let filePiece = 64 << 10
    /// Whole conversations for one network: all agents of an office, or a visitor who tries again, but no stream of them.
    static let transcript = RateLimit(name: "transcript", burst: 20, interval: .seconds(15))
    /// Closing, reopening and rating in one session. Each is announced to all staff.
    static let mark = RateLimit(name: "mark", burst: 12, interval: .seconds(10))
    /// What a visitor says of themselves, and a page of its visitor: pages of a site may say something new each.
    static let profile = RateLimit(name: "profile", burst: 30, interval: .seconds(2))
    /// New tickets of one session. Each becomes a topic in the group.
    static let openTicket = RateLimit(name: "ticket", burst: 10, interval: .seconds(30))
    /// Frames that a browser sends over its live channel. A person causes one in two seconds.
    static let frame = RateLimit(name: "frame", burst: 60, interval: .milliseconds(333))

    /// Attempts to sign in from one network. After a holiday, all agents of an office sign in on the same morning.
    static let signInFromNetwork = RateLimit(name: "sign-in-network", burst: 20, interval: .seconds(15))
    /// The same from all networks that a provider may have given to one customer.
    static let signInFromWideNetwork = RateLimit(name: "sign-in-wide-network", burst: 60, interval: .seconds(5))
    /// Attempts to sign in to one account, from anywhere. With 240 a day no password can be guessed.
    static let signInToAccount = RateLimit(name: "sign-in-account", burst: 10, interval: .seconds(360))
    /// Passwords and codes that an agent who is signed in enters.
    static let proof = RateLimit(name: "proof", burst: 10, interval: .seconds(360))

    /// Counts what has already happened, without a check.
    func charge(_ idleAt: inout ContinuousClock.Instant?, cost: Int, now: ContinuousClock.Instant) {
        idleAt = max(idleAt ?? now, now) + interval * cost
    }

    /// GCRA: all that is stored of a subject is the time at which it would be idle again. Returns nil and moves that
    /// time, or returns how long to wait.
    ///
    /// - Parameter cost: How many uses it counts as; at most `burst`.
    func take(_ idleAt: inout ContinuousClock.Instant?, cost: Int = 1, now: ContinuousClock.Instant) -> Duration? {
        let start = max(idleAt ?? now, now)
        let excess = now.duration(to: start) - interval * (burst - cost)
        guard excess <= .zero else { return excess }
        idleAt = start + interval * cost
        return nil
    }
}

/// Counts the uses of many subjects in bounded memory.
final class RateLimiter: Sendable {
    /// The most subjects remembered at once. Each takes about 32 bytes, however long its name.
    static let subjectLimit = 100_000
    /// Beyond that limit, new subjects are assigned at random to this many shared counts. An attacker with that many
    /// addresses is still counted, and would have to exhaust all the shared counts to keep others out.
    static let sharedCounts = 1024
    /// How often idle subjects are removed when a new one comes, even if there are few.
    static let sweepInterval = Duration.seconds(60)
    /// The same when there is no room. Otherwise each new subject would cost a search.
    static let fullSweepInterval = Duration.seconds(1)

    private struct State {
        /// Keyed by a hash of the limit and the subject with a key of this process (SipHash, as `Hasher` uses it). So a
        /// long name takes no more room than a short one, and nobody can choose subjects that share a count.
        var idleAt: [Int: ContinuousClock.Instant] = [:]
        var sweptAt: ContinuousClock.Instant?
    }

    private let subjectLimit: Int
    private let state = Mutex(State())

    init(subjectLimit: Int = RateLimiter.subjectLimit) {
        self.subjectLimit = subjectLimit
    }

    /// How many subjects are remembered.
    var count: Int { state.withLock { $0.idleAt.count } }

    /// Counts one use, or `cost` of them. Returns nil, or how long to wait for the next.
    func take(
        _ limit: RateLimit, _ subject: String, cost: Int = 1, now: ContinuousClock.Instant = .now
    ) -> Duration? {
        var key = Self.key(limit, subject)
        return state.withLock { state in
            if state.idleAt[key] == nil, !makeRoom(&state, now) {
                key = Self.key(limit, "shared \(UInt(bitPattern: key) % UInt(Self.sharedCounts))")
            }
            return limit.take(&state.idleAt[key], cost: cost, now: now)
        }
    }

    /// Counts what has already happened, for which the next use may have to wait. Only
    /// for subjects that are remembered.
    func charge(_ limit: RateLimit, _ subject: String, cost: Int, now: ContinuousClock.Instant = .now) {
        let key = Self.key(limit, subject)
        state.withLock { state in
            guard state.idleAt[key] != nil else { return }
            limit.charge(&state.idleAt[key], cost: cost, now: now)
        }
    }

    /// Whether there is room for another subject.
    private func makeRoom(_ state: inout State, _ now: ContinuousClock.Instant) -> Bool {
        let isFull = state.idleAt.count >= subjectLimit
        let due = state.sweptAt.map { $0 + (isFull ? Self.fullSweepInterval : Self.sweepInterval) } ?? now
        if due <= now {
            state.idleAt = state.idleAt.filter { $0.value > now }
            state.sweptAt = now
        }
        return state.idleAt.count < subjectLimit
    }

    private static func key(_ limit: RateLimit, _ subject: String) -> Int {
        var hasher = Hasher()
        hasher.combine(limit.name)
        // Hashed as bytes: hashing a string would normalise it first, which takes an unbounded amount of work.
        var subject = subject
        subject.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }
}
