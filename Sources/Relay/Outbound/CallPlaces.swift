import Domain

/// The calls of a worker that are under way, and whether there is a place for another one.
///
/// Telegram may leave a call without an answer for half a minute, and a file may take minutes. So each kind of call has
/// places of its own, and the conversations whose last call failed share one of each kind: whatever hangs, the line of
/// another conversation goes out.
struct CallPlaces {
    typealias Instant = ContinuousClock.Instant

    enum Kind {
        case line
        case topic
        case file
    }

    private struct Call {
        let kind: Kind
        let isRetry: Bool
        let began: Instant
    }

    /// The most lines. Even if each answer takes twenty seconds, this uses up the default budget.
    static let mostLines = 6
    /// The most topics and the most files. That many topics take half of the default budget if each answer takes
    /// twenty seconds; more files would only share the bandwidth.
    static let mostOthers = 2
    /// The most lines that last long. They have given their places to others.
    static let mostLongLines = 12
    private static let usualCall = Duration.seconds(2)

    /// A line that lasts longer counts as unanswered. Telegram answers within eight seconds even when it is slow.
    private let patience: Duration
    private var calls: [TicketID: Call] = [:]

    init(patience: Duration) { self.patience = patience }

    var isEmpty: Bool { calls.isEmpty }

    func includes(_ ticket: TicketID) -> Bool { calls[ticket] != nil }

    mutating func begin(_ ticket: TicketID, _ kind: Kind, isRetry: Bool, at now: Instant) {
        calls[ticket] = Call(kind: kind, isRetry: isRetry, began: now)
    }

    mutating func end(_ ticket: TicketID) { calls[ticket] = nil }

    /// How many lines last so long that they count as unanswered.
    func longLines(at now: Instant) -> Int { calls.values.count { isLong($0, at: now) } }

    /// - Parameters:
    ///   - isRetry: Whether the conversation's last call failed.
    ///   - isProbing: Whether calls are made one at a time, until one succeeds.
    func hasPlace(for kind: Kind, isRetry: Bool, isProbing: Bool, at now: Instant) -> Bool {
        guard kind != .line || longLines(at: now) < Self.mostLongLines else { return false }
        let same = calls.values.count { call in
            call.kind == kind && call.isRetry == isRetry && (isRetry || !isLong(call, at: now))
        }
        return same < (isRetry || isProbing ? 1 : kind == .line ? Self.mostLines : Self.mostOthers)
    }

    /// How long until a line gives its place to others; nil if none will.
    func nextPlace(at now: Instant) -> Duration? {
        calls.values.filter { $0.kind == .line && !isLong($0, at: now) }
            .map { now.duration(to: $0.began + patience) }.min()
    }

    /// How long until no call is under way that takes no longer than usual.
    func timeUntilQuiet(at now: Instant) -> Duration {
        calls.values.map { now.duration(to: $0.began + Self.usualCall) }.max() ?? .zero
    }

    private func isLong(_ call: Call, at now: Instant) -> Bool {
        call.kind == .line && call.began + patience <= now
    }
}
