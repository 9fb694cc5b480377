public import Domain
import Synchronization

/// A wall clock that stands still until it is moved by hand, so that a slow machine makes nothing old.
public final class MovableClock: Sendable {
    private let time: Mutex<Timestamp>

    public init(at start: Timestamp = .now()) { time = Mutex(start) }

    public func now() -> Timestamp { time.withLock { $0 } }
    public func move(by duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }
}
