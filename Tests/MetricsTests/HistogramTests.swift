import Metrics
import Testing

struct HistogramTests {
    @Test(arguments: [
        (Duration.zero, [1, 0, 0]), (.milliseconds(10), [1, 0, 0]), (.nanoseconds(10_000_001), [0, 1, 0]),
        (.seconds(1), [0, 1, 0]), (.seconds(1_000), [0, 0, 1]), (.seconds(Int64.max), [0, 0, 1]),
        (.seconds(-1), [1, 0, 0]),
    ])
    func anObservation_isInTheFirstBucketThatHasRoomForIt(_ duration: Duration, _ counts: [Int]) {
        let histogram = Histogram(Buckets(seconds: [0.01, 1]))
        histogram.observe(duration)
        #expect(histogram.observations.counts == counts)
    }

    @Test func observationsOfSeveralHistograms_addUp() {
        let (one, other) = (Histogram(Buckets(seconds: [1])), Histogram(Buckets(seconds: [1])))
        one.observe(.milliseconds(500))
        other.observe(.milliseconds(1500))
        var sum = one.observations
        sum += other.observations
        #expect(sum.counts == [1, 1] && sum.seconds == 2 && sum.count == 2)
    }

    @Test func observationsOfManyThreads_areAllCounted() async {
        let histogram = Histogram(Buckets(seconds: [1]))
        await withTaskGroup { group in
            for _ in 0..<4 { group.addTask { for _ in 0..<1000 { histogram.observe(nanoseconds: 1) } } }
        }
        #expect(histogram.observations.count == 4000)
    }
}
