import Synchronization

/// Many counters side by side, by number. For what counts so often that an object for each counter would cost too much.
///
/// Unchecked: the memory is allocated once, and changed by atomic operations only.
public final class CounterBlock: @unchecked Sendable {
    public let count: Int
    private let counters: UnsafeMutablePointer<Atomic<Int>>

    public init(_ count: Int) {
        self.count = count
        counters = .allocate(capacity: count)
        for place in 0..<count { (counters + place).initialize(to: Atomic(0)) }
    }

    deinit {
        counters.deinitialize(count: count)
        counters.deallocate()
    }

    /// - Precondition: `place` is from 0 to ``count`` - 1.
    public func add(_ more: Int = 1, at place: Int) {
        precondition(0 <= place && place < count, "a counter that is not there")
        counters[place].wrappingAdd(more, ordering: .relaxed)
    }

    /// - Precondition: `place` is from 0 to ``count`` - 1.
    public subscript(_ place: Int) -> Int {
        precondition(0 <= place && place < count, "a counter that is not there")
        return counters[place].load(ordering: .relaxed)
    }
}
