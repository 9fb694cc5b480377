import Domain
import Store
import Telegram

/// Conversations that are left alone for a while because something is wrong with them; all others go on.
struct Rests {
    typealias Instant = ContinuousClock.Instant

    /// Conversations remembered; one more is tried again too early, which costs a call.
    static let limit = 1000

    private struct Rest {
        var end: Instant
        /// Failures since something of it succeeded.
        var failures = 0
    }

    private var rests: [TicketID: Rest] = [:]

    mutating func add(_ ticket: TicketID, until end: Instant, at now: Instant) {
        makeRoom(for: ticket, at: now)
        rests[ticket, default: Rest(end: end)].end = end
    }

    /// Another failure of the conversation's own; it rests for as long as `backoff` says after so many. Returns how many
    /// there were.
    mutating func countFailure(of ticket: TicketID, backoff: Backoff, at now: Instant) -> Int {
        makeRoom(for: ticket, at: now)
        var rest = rests[ticket] ?? Rest(end: now)
        rest.failures += 1
        var (backoff, wait) = (Backoff(first: backoff.first, longest: backoff.longest), Duration.zero)
        for _ in 0..<min(rest.failures, 16) { wait = backoff.failed() }
        rest.end = max(rest.end, now + wait)
        rests[ticket] = rest
        return rest.failures
    }

    /// Something of it has succeeded.
    mutating func end(of ticket: TicketID) { rests[ticket] = nil }

    func isAwake(_ ticket: TicketID, at now: Instant) -> Bool { (rests[ticket]?.end ?? now) <= now }

    /// How long until the next of them may go on; nil if none rests.
    func next(at now: Instant) -> Duration? {
        rests.values.map(\.end).filter { $0 > now }.min().map { now.duration(to: $0) }
    }

    private mutating func makeRoom(for ticket: TicketID, at now: Instant) {
        guard rests[ticket] == nil, rests.count >= Self.limit else { return }
        rests = rests.filter { $0.value.end > now }
        if rests.count >= Self.limit, let soonest = rests.min(by: { $0.value.end < $1.value.end }) {
            rests[soonest.key] = nil
        }
    }
}
