import HTTPTypes
public import Metrics

/// Counts the answers of each route, and how long they took. Each loop counts in cells of its own, so that no two cores
/// write to the same line of memory.
final class AnswerCounts: Sendable {
    /// What could not be routed: unknown addresses, and methods that an address does not have.
    static let unmatched = RouteLabel(method: "other", route: "unmatched")
    /// More loops than this share cells: they would take memory that is needed for no number.
    private static let mostStripes = 8

    private let labels: [RouteLabel]
    private let stripes: [[Cell]]

    private struct Cell {
        let durations = Histogram(answerTimes)
        let statuses = statusCodes.map { _ in Counter() }
        let otherStatuses = Counter()
    }

    init(_ labels: [RouteLabel], loops: Int) {
        self.labels = labels + [Self.unmatched]
        stripes = (0..<min(max(1, loops), Self.mostStripes)).map { [count = self.labels.count] _ in
            (0..<count).map { _ in Cell() }
        }
    }

    /// Counts an answer of `route`, on the loop with this index.
    func count(_ route: Route?, _ status: HTTPResponse.Status, nanoseconds: UInt64, loop: Int) {
        let cell = stripes[loop % stripes.count][route?.label ?? labels.count - 1]
        let place = status.code < placesOfStatuses.count ? Int(placesOfStatuses[status.code]) : statusCodes.count
        (place < statusCodes.count ? cell.statuses[place] : cell.otherStatuses).add()
        cell.durations.observe(nanoseconds: nanoseconds)
    }

    /// The routes that have answered anything.
    var routes: [RouteStatistics] {
        labels.indices.compactMap { index in
            var statistics = RouteStatistics(label: labels[index])
            for stripe in stripes {
                let cell = stripe[index]
                statistics.durations += cell.durations.observations
                for (status, counter) in zip(statusCodes, cell.statuses) where counter.total > 0 {
                    statistics.statuses[status, default: 0] += counter.total
                }
                statistics.otherStatuses += cell.otherStatuses.total
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
