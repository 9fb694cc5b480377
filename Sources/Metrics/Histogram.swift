/// How many things took how long. Observing takes no lock and no memory.
public final class Histogram: Sendable {
    private let buckets: Buckets
    /// One for each bucket, and a last one for what took longer.
    private let counts: [Counter]
    private let nanoseconds = Counter()

    public init(_ buckets: Buckets) {
        self.buckets = buckets
        counts = (0...buckets.nanoseconds.count).map { _ in Counter() }
    }

    public func observe(nanoseconds duration: UInt64) {
        let duration = Int(clamping: duration)
        counts[buckets.place(of: duration)].add()
        nanoseconds.add(duration)
    }

    public func observe(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let whole = Int(clamping: seconds).multipliedReportingOverflow(by: 1_000_000_000)
        observe(
            nanoseconds: whole.overflow ? .max : UInt64(max(0, whole.partialValue + Int(attoseconds / 1_000_000_000))))
    }

    /// What has been observed until now.
    public var observations: Observations {
        Observations(
            buckets: buckets, counts: counts.map(\.total), seconds: Double(nanoseconds.total) / 1_000_000_000)
    }
}

/// The upper bounds of a histogram's buckets.
public struct Buckets: Sendable, Hashable {
    let nanoseconds: [Int]

    /// - Precondition: The bounds grow.
    public init(seconds: [Double]) {
        precondition(zip(seconds, seconds.dropFirst()).allSatisfy { $0 < $1 }, "the bounds of buckets grow")
        nanoseconds = seconds.map { Int(($0 * 1_000_000_000).rounded()) }
    }

    /// They are few, and most durations are in the first ones.
    func place(of duration: Int) -> Int {
        var place = 0
        while place < nanoseconds.count, nanoseconds[place] < duration { place += 1 }
        return place
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
