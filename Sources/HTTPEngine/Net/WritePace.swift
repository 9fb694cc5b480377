/// By when a peer has to take more of the queued output: it must not stay silent for longer than the time-out, nor be
/// slower on average than the rate. All times are nanoseconds of one clock.
struct WritePace {
    private let timeout: UInt64
    /// Bytes a second.
    private let rate: Int
    /// When output began to wait; nil while none does.
    private var start: UInt64?
    private var taken = 0

    init(timeout: UInt64, rate: Int) {
        self.timeout = timeout
        self.rate = max(1, rate)
    }

    /// Nothing is queued any more.
    mutating func end() {
        start = nil
        taken = 0
    }

    /// Output is queued, and the peer has just taken `bytes` of it. Returns the deadline for more.
    mutating func wait(after bytes: Int, now: UInt64) -> UInt64 {
        let start = start ?? now
        self.start = start
        taken += bytes
        let earned = UInt64(taken / rate) &* 1_000_000_000
        return min(now, start &+ earned) &+ timeout
    }
}
