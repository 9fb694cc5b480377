import HTTPTypes
public import Metrics

/// Counts the answers of each route, and how long they took. Each loop counts in cells of its own, so that no two cores
/// write to the same line of memory.
final class AnswerCounts: Sendable {
    /// What could not be routed: unknown addresses, and methods that an address does not have.
    static let unmatched = RouteLabel(method: "other", route: "unmatched")
    /// More loops than this share cells: they would take memory that is needed for no number.
    private static let mostStripes = 8

    /// The counters of a cell: one for each status, one for what no list has, and a histogram.
    private static let cell = statusCodes.count + 1 + answerTimes.counters

    private let labels: [RouteLabel]
    private let stripes: Int
    /// The cells of all routes, stripe by stripe.
    private let counters: CounterBlock

    init(_ labels: [RouteLabel], loops: Int) {
        self.labels = labels + [Self.unmatched]
        stripes = min(max(1, loops), Self.mostStripes)
        counters = CounterBlock(stripes * self.labels.count * Self.cell)
    }

    /// Counts an answer of `route`, on the loop with this index.
    func count(_ route: Route?, _ status: HTTPResponse.Status, nanoseconds: UInt64, loop: Int) {
        let start = start(of: route?.label ?? labels.count - 1, in: loop % stripes)
        let place = status.code < placesOfStatuses.count ? Int(placesOfStatuses[status.code]) : statusCodes.count
        counters.add(at: start + place)
        answerTimes.observe(nanoseconds: nanoseconds, in: counters, from: start + statusCodes.count + 1)
    }

    private func start(of label: Int, in stripe: Int) -> Int { (stripe * labels.count + label) * Self.cell }

    /// The routes that have answered anything.
    var routes: [RouteStatistics] {
        labels.indices.compactMap { index in
            var statistics = RouteStatistics(label: labels[index])
            for stripe in 0..<stripes {
                let start = start(of: index, in: stripe)
                statistics.durations += answerTimes.observations(in: counters, from: start + statusCodes.count + 1)
                for (place, status) in statusCodes.enumerated() where counters[start + place] > 0 {
                    statistics.statuses[status, default: 0] += counters[start + place]
                }
                statistics.otherStatuses += counters[start + statusCodes.count]
            }
            return statistics.durations.count > 0 ? statistics : nil
        }
    }
}

/// What a route is called in statistics.
public struct RouteLabel: Sendable, Hashable {
    public let method: String
    /// Its pattern, or what it was added under.
    public let route: String
}

/// The answers of a route since the start.
public struct RouteStatistics: Sendable, Hashable {
    public let label: RouteLabel
    /// How many answers had which status.
    public internal(set) var statuses: [Int: Int] = [:]
    /// How many had a status that no list has.
    public internal(set) var otherStatuses = 0
    /// From a request's head to the beginning of its answer, with the time that its body took.
    public internal(set) var durations = Observations(answerTimes)
}

/// From what is answered on the loop to a long poll that lasts its full time.
private let answerTimes = Buckets(
    seconds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30])

/// Each costs memory for each route.
private let statusCodes = [
    101, 200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412,
    413, 414, 415, 416, 417, 422, 426, 429, 431, 500, 501, 502, 503, 504, 505, 507,
]

/// For each code its place in ``statusCodes``, or the number after the last.
private let placesOfStatuses: [UInt8] = (0..<600).map { code in
    UInt8(statusCodes.firstIndex(of: code) ?? statusCodes.count)
}
