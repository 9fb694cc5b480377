/// What Telegram allows one bot in one group: so many messages and changes within any minute, all topics together.
struct RateLimit: Sendable {
    /// Milliseconds within which calls count.
    private static let window = 60_000

    /// Nil is no limit.
    let perMinute: Int?
    /// Calls that had their effect, and calls that were refused, since the start.
    private(set) var counted = 0
    private(set) var refused = 0
    /// When the counted calls of the latest minute were made (Unix milliseconds).
    private var recent: [Int] = []
    /// The end of what the latest refusal asked for: until then everything is refused, even if the window has moved on.
    private var pauseEnd = 0

    init(perMinute: Int?) { self.perMinute = perMinute }

    /// Counts calls, or refuses them with the seconds until they fit.
    ///
    /// - Parameters:
    ///   - calls: More than one for an album, each item of which counts.
    ///   - now: Unix milliseconds.
    mutating func spend(_ calls: Int, at now: Int) throws(APIError) {
        guard let perMinute else { return counted += calls }
        recent.removeAll { $0 <= now - Self.window }
        let calls = min(calls, perMinute)
        let excess = recent.count + calls - perMinute
        if pauseEnd <= now, excess > 0, recent.indices.contains(excess - 1) {
            pauseEnd = now + Self.seconds(recent[excess - 1] + Self.window - now) * 1000
        }
        guard pauseEnd <= now else {
            refused += 1
            throw .tooManyRequests(retryAfter: Self.seconds(pauseEnd - now))
        }
        recent += Array(repeating: now, count: calls)
        counted += calls
    }

    private static func seconds(_ milliseconds: Int) -> Int { max(1, (milliseconds + 999) / 1000) }

    var json: APIValue {
        var json: APIValue = ["counted": .integer(counted), "refused": .integer(refused)]
        json["per_minute"] = perMinute.map { .integer($0) }
        return json
    }
}
