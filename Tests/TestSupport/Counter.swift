import Synchronization

/// Counts what several tasks do.
public final class Counter: Sendable {
    private let count = Atomic(0)

    public init() {}

    /// Counts one more; returns how many there are now.
    @discardableResult
    public func next() -> Int { count.add(1, ordering: .relaxed).newValue }

    public var value: Int { count.load(ordering: .relaxed) }
}
