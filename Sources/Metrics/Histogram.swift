/// How many things took how long. Observing takes no lock and no memory.
public final class Histogram: Sendable {
    private let buckets: Buckets
    private let counters: CounterBlock

    public init(_ buckets: Buckets) {
        self.buckets = buckets
        counters = CounterBlock(buckets.counters)
    }

    public func observe(nanoseconds duration: UInt64) { buckets.observe(nanoseconds: duration, in: counters) }

    public func observe(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let whole = Int(clamping: seconds).multipliedReportingOverflow(by: 1_000_000_000)
        observe(
            nanoseconds: whole.overflow ? .max : UInt64(max(0, whole.partialValue + Int(attoseconds / 1_000_000_000))))
    }

    /// What has been observed until now.
    public var observations: Observations { buckets.observations(in: counters) }
}

/// The upper bounds of a histogram's buckets.
public struct Buckets: Sendable, Hashable {
    let nanoseconds: [Int]

    /// - Precondition: The bounds grow.
    public init(seconds: [Double]) {
        precondition(zip(seconds, seconds.dropFirst()).allSatisfy { $0 < $1 }, "the bounds of buckets grow")
        nanoseconds = seconds.map { Int(($0 * 1_000_000_000).rounded()) }
    }

    /// How many counters a histogram of them takes: one for each, one for what took longer, and the sum.
    public var counters: Int { nanoseconds.count + 2 }

    /// Counts a duration in a histogram that begins at `start`.
    public func observe(nanoseconds duration: UInt64, in counters: CounterBlock, from start: Int = 0) {
        let duration = Int(clamping: duration)
        // They are few, and most durations are in the first ones.
        var place = 0
        while place < nanoseconds.count, nanoseconds[place] < duration { place += 1 }
        counters.add(at: start + place)
        counters.add(duration, at: start + nanoseconds.count + 1)
    }

    /// What the histogram that begins at `start` has counted.
    public func observations(in counters: CounterBlock, from start: Int = 0) -> Observations {
        Observations(
            buckets: self, counts: (0...nanoseconds.count).map { counters[start + $0] },
            seconds: Double(counters[start + nanoseconds.count + 1]) / 1_000_000_000)
    }
}

/// A histogram's content at one time. Those of several histograms with the same buckets can be added up.
public struct Observations: Sendable, Hashable {
    public let buckets: Buckets
    /// By bucket; the last one is for what took longer than any bound.
    public private(set) var counts: [Int]
    public private(set) var seconds: Double

    init(buckets: Buckets, counts: [Int], seconds: Double) {
        self.buckets = buckets
        self.counts = counts
        self.seconds = seconds
    }

    /// Nothing observed yet.
    public init(_ buckets: Buckets) {
        self.init(buckets: buckets, counts: [Int](repeating: 0, count: buckets.nanoseconds.count + 1), seconds: 0)
    }

    public var count: Int { counts.reduce(0, +) }

    public static func += (sum: inout Observations, more: Observations) {
        for place in sum.counts.indices where place < more.counts.count { sum.counts[place] += more.counts[place] }
        sum.seconds += more.seconds
    }
}
