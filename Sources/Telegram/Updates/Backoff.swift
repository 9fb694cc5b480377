/// How long to wait after one failure after another: twice as long each time, up to a bound, and a random part less so
/// that many clients do not come back together.
public struct Backoff: Sendable, Equatable {
    public let first: Duration
    public let longest: Duration
    private var next: Duration

    public init(first: Duration = .seconds(1), longest: Duration = .seconds(60)) {
        self.first = first
        self.longest = longest
        next = first
    }

    /// The wait after another failure: between half of the present step and all of it.
    public mutating func failed(using generator: inout some RandomNumberGenerator) -> Duration {
        let step = next
        next = min(next * 2, longest)
        // 53 bits are a Double's precision. Double.random would ask a generator again and again that repeats itself.
        let fraction = Double(generator.next() >> 11) / Double(UInt64(1) << 53)
        return step * (0.5 + fraction / 2)
    }

    public mutating func failed() -> Duration {
        var generator = SystemRandomNumberGenerator()
        return failed(using: &generator)
    }

    /// The wait after a call that failed: what Telegram asked for, or the next step if the failure may pass by itself,
    /// or the longest one if somebody has to change something first.
    public mutating func failed(_ error: TelegramError) -> Duration {
        if case .rateLimited(let wait) = error { return wait }
        return error.isTransient ? failed() : longest
    }

    /// It works again.
    public mutating func succeeded() { next = first }
}
