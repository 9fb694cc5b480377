import Synchronization

/// How often something may be done: `burst` times at once, then once every `interval`.
struct RateLimit: Sendable, Hashable {
    let name: String
    let burst: Int
    let interval: Duration

    /// All of one address: an office behind one address polls a lot before it reaches this.
    static let address = RateLimit(name: "address", burst: 400, interval: .milliseconds(25))
    /// An answer costs another turn for each so many bytes: a page of long messages is as much work as a dozen short ones.
    static let answerPiece = 16 << 10
    /// Bytes of texts from one network, in pieces of 1 KiB: 4 MiB at once, which is some 170 of the longest messages in Chinese
    /// and 500 in English, then 4 KiB a second. They are kept for ever, and the search keeps them once more.
    static let textBytes = RateLimit(name: "text-bytes", burst: 4096, interval: .milliseconds(250))
    static let textPiece = 1 << 10
    /// New sessions from one address: a page with the widget opens one for a new visitor, once.
    static let openSession = RateLimit(name: "session", burst: 60, interval: .seconds(1))
    /// Messages of one session: nobody types faster, and a queue written offline still goes out at once.
    static let send = RateLimit(name: "send", burst: 60, interval: .milliseconds(500))
    /// Files of one session: a gallery at once, and no flood of them.
    static let upload = RateLimit(name: "upload", burst: 30, interval: .seconds(2))
    /// Bytes of files from one network, in pieces of 64 KiB: a gallery of 256 MiB at once, then 56 MiB in an hour.
    static let fileBytes = RateLimit(name: "file-bytes", burst: 4096, interval: .seconds(4))
    static let filePiece = 64 << 10
    /// Closing, opening and rating of one session: each is told to all the staff.
    static let mark = RateLimit(name: "mark", burst: 12, interval: .seconds(10))
    /// New tickets of one session: each is a topic in the group.
    static let openTicket = RateLimit(name: "ticket", burst: 10, interval: .seconds(30))
    /// What a browser says over its live channel: a person causes a frame in two seconds.
    static let frame = RateLimit(name: "frame", burst: 60, interval: .milliseconds(333))

    /// Passwords tried from one network: an office's agents come back from a holiday on the same morning.
    static let signInFromNetwork = RateLimit(name: "sign-in-network", burst: 20, interval: .seconds(15))
    /// The same from all networks that a provider may have given to one customer.
    static let signInFromWideNetwork = RateLimit(name: "sign-in-wide-network", burst: 60, interval: .seconds(5))
    /// Passwords tried for one account, from wherever: 240 a day are no search for a password.
    static let signInToAccount = RateLimit(name: "sign-in-account", burst: 10, interval: .seconds(360))
    /// Passwords and codes shown by who is signed in.
    static let proof = RateLimit(name: "proof", burst: 10, interval: .seconds(360))

    /// Moves it without asking: what has been done already.
    func charge(_ idleAt: inout ContinuousClock.Instant?, cost: Int, now: ContinuousClock.Instant) {
        idleAt = max(idleAt ?? now, now) + interval * cost
    }

    /// GCRA with one number to remember: when the subject would be idle again. Returns nil and moves it, or says how
    /// long to wait.
    ///
    /// - Parameter cost: So many times at once; `burst` at most.
    func take(_ idleAt: inout ContinuousClock.Instant?, cost: Int = 1, now: ContinuousClock.Instant) -> Duration? {
        let start = max(idleAt ?? now, now)
        let excess = now.duration(to: start) - interval * (burst - cost)
        guard excess <= .zero else { return excess }
        idleAt = start + interval * cost
        return nil
    }
}

/// Counts what many subjects do, in bounded memory.
final class RateLimiter: Sendable {
    /// Subjects remembered at once, each in 32 bytes or so, whatever it is called.
    static let subjectLimit = 100_000
    /// Past it new ones are counted together, by chance in so many crowds: whoever has that many addresses does not go
    /// uncounted, and to keep others out would have to keep all the crowds busy.
    static let crowds = 1024
    /// Idle ones are swept out as often as this when a new one comes, however few there are.
    static let sweepInterval = Duration.seconds(60)
    /// The same if there is no room, which would cost a search for each newcomer otherwise.
    static let fullSweepInterval = Duration.seconds(1)

    private struct State {
        /// By a hash of the limit and the subject under a key of this process (SipHash, as `Hasher` has it), so that a
        /// long name takes no more room than a short one, and nobody can choose which subjects count as one.
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

    /// Takes one turn, or `cost` of them. Returns nil, or how long to wait for the next.
    func take(
        _ limit: RateLimit, _ subject: String, cost: Int = 1, now: ContinuousClock.Instant = .now
    ) -> Duration? {
        var key = Self.key(limit, subject)
        return state.withLock { state in
            if state.idleAt[key] == nil, !makeRoom(&state, now) {
                key = Self.key(limit, "crowd \(UInt(bitPattern: key) % UInt(Self.crowds))")
            }
            return limit.take(&state.idleAt[key], cost: cost, now: now)
        }
    }

    /// Counts what has been done already; whoever comes next may have to wait for it. Only of subjects that are remembered.
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
        // Bytes: to be hashed as a text it would be brought into a normal form first, which is work without a bound.
        var subject = subject
        subject.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }
}
