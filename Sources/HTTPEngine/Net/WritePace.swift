/// Until when a peer has to take more of what waits for it: never silent for longer than the time-out, nor slower over all
/// than the rate. All times are nanoseconds of one clock.
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

    /// Nothing waits any more.
    mutating func end() {
        start = nil
        taken = 0
    }

    /// Output waits, of which the peer has just taken `bytes`. Returns the deadline for the next of them.
    mutating func wait(after bytes: Int, now: UInt64) -> UInt64 {
        let start = start ?? now
        self.start = start
        taken += bytes
        let earned = UInt64(taken / rate) &* 1_000_000_000
        return min(now, start &+ earned) &+ timeout
    }
}
