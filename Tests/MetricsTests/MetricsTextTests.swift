import Metrics
import Testing

struct MetricsTextTests {
    @Test func aHistogram_hasGrowingBuckets_aSumAndACount() {
        let histogram = Histogram(Buckets(seconds: [0.0005, 0.25]))
        for milliseconds in [0, 100, 1000] { histogram.observe(.milliseconds(milliseconds)) }
        var page = MetricsText()
        page.family("time_seconds", .histogram, "How long.") {
            $0.observations(histogram.observations, ["route": "/a"])
        }
        #expect(
            page.text == """
                # HELP time_seconds How long.
                # TYPE time_seconds histogram
                time_seconds_bucket{route="/a",le="0.0005"} 1
                time_seconds_bucket{route="/a",le="0.25"} 2
                time_seconds_bucket{route="/a",le="+Inf"} 3
                time_seconds_sum{route="/a"} 1.1
                time_seconds_count{route="/a"} 3

                """)
    }

    @Test func whatCouldBreakALine_isEscapedInLabels() {
        var page = MetricsText()
        page.family("a", .gauge, "A.") { $0.value(1, ["b": "x\\y\"z\nw"]) }
        #expect(page.text.hasSuffix("a{b=\"x\\\\y\\\"z\\nw\"} 1\n"))
    }
}
