public import Domain

// What is removed by age is removed by a time that can't be wrong by much: a clock set half a year ahead, by a dead
// battery or a wrong hand, must not cost every visitor their conversation before somebody has seen it.

extension Reader {
    /// How far ahead of the time that is believed something may end early: more than passes between two looks at the clock.
    private static let doubt = Duration.seconds(86_400)

    /// Whether a time at which something ends has come.
    public func isPast(_ end: Timestamp, now: Timestamp) throws -> Bool {
        guard end <= now else { return false }
        guard let trusted = try trustedTime() else { return true }
        return end <= trusted.advanced(by: Self.doubt)
    }

    /// The latest time that is believed; nil before the first look at the clock.
    func trustedTime() throws -> Timestamp? {
        try connection.first("SELECT trusted_at FROM clock") { try $0[0] }
    }
}

extension Transaction {
    /// Believes the clock if nothing has been believed before.
    public func beginTrusting(_ now: Timestamp) throws {
        try connection.execute("INSERT INTO clock (id, trusted_at) VALUES (1, ?) ON CONFLICT DO NOTHING", now)
    }

    /// Looks at the clock, and returns up to which time things have ended. That is the clock's unless it is ahead of the
    /// last look by more than `step`: then it is followed by a step each time.
    public func trustedTime(now: Timestamp, step: Duration) throws -> Timestamp {
        let known = try read.trustedTime() ?? now
        let trusted = min(now, known.advanced(by: step))
        if trusted > known || known == now {
            try connection.execute(
                """
                INSERT INTO clock (id, trusted_at) VALUES (1, ?)
                ON CONFLICT (id) DO UPDATE SET trusted_at = excluded.trusted_at
                """, trusted)
        }
        return trusted
    }
}
