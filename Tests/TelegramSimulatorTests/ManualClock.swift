import Synchronization

/// A clock that stands still until it is told to go on.
final class ManualClock: Sendable {
    private let time = Mutex(1_790_000_000_000)

    /// Unix milliseconds.
    var now: Int { time.withLock { $0 } }

    func advance(byMilliseconds milliseconds: Int) { time.withLock { $0 += milliseconds } }
}
