/// Telegram's limit for one bot in one group: a number of messages and changes in any minute, in all topics together.
struct RateLimit: Sendable {
    /// How many milliseconds a call counts.
    private static let window = 60_000

    /// Nil means no limit.
    let perMinute: Int?
    /// The calls that took effect, and those that were refused, since the start.
    private(set) var counted = 0
    private(set) var refused = 0
    /// The times of the counted calls in the last minute (Unix milliseconds).
    private var recent: [Int] = []
    /// The end of the wait that the latest refusal asked for. Until then everything is
    /// refused, even if it would fit again.
    private var pauseEnd = 0

    init(perMinute: Int?) { self.perMinute = perMinute }

    /// Counts calls, or refuses them with the number of seconds until they fit.
    ///
    /// - Parameters:
    ///   - calls: More than one for an album, of which each item counts.
    ///   - now: In Unix milliseconds.
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
