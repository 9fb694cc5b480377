/// How long to wait after failures in a row: twice as long each time, up to a bound, and shortened by a random part, so
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

    /// The wait after another failure: between half of the present step and the whole step.
    public mutating func failed(using generator: inout some RandomNumberGenerator) -> Duration {
        let step = next
        next = min(next * 2, longest)
        // A Double has a precision of 53 bits. Double.random would never return with a
        // generator that keeps repeating one value.
        let fraction = Double(generator.next() >> 11) / Double(UInt64(1) << 53)
        return step * (0.5 + fraction / 2)
    }

    /// The same with the system's random numbers.
    public mutating func failed() -> Duration {
        var generator = SystemRandomNumberGenerator()
        return failed(using: &generator)
    }

    /// The wait after a failed call: what Telegram asked for; the next step if the failure may pass by itself; or the
    /// longest wait if somebody has to change something first.
    public mutating func failed(_ error: TelegramError) -> Duration {
        if case .rateLimited(let wait) = error { return wait }
        return error.isTransient ? failed() : longest
    }

    /// A call has succeeded.
    public mutating func succeeded() { next = first }
}
