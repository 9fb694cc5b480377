import Synchronization

/// A number that only grows. Counting takes no lock and no memory.
public final class Counter: Sendable {
    private let count = Atomic(0)

    public init() {}

    public var total: Int { count.load(ordering: .relaxed) }

    public func add(_ more: Int = 1) { count.wrappingAdd(more, ordering: .relaxed) }
}
