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
        return step * Double.random(in: 0.5...1, using: &generator)
    }

    public mutating func failed() -> Duration {
        var generator = SystemRandomNumberGenerator()
        return failed(using: &generator)
    }

    /// It works again.
    public mutating func succeeded() { next = first }
}
