import Domain
import Telegram

/// Conversations that are left alone for a while because something is wrong with them; all others go on.
struct Cooldowns {
    typealias Instant = ContinuousClock.Instant

    /// Conversations remembered; one more is tried again too early, which costs a call.
    static let limit = 1000

    private struct Rest {
        var end: Instant
        /// Failures since something of it succeeded.
        var failures = 0
    }

    private var cooldowns: [TicketID: Rest] = [:]

    mutating func add(_ ticket: TicketID, until end: Instant, at now: Instant) {
        makeRoom(for: ticket, at: now)
        cooldowns[ticket, default: Rest(end: end)].end = end
    }

    /// Another failure of the conversation's own; it cooldowns for as long as `backoff` says after so many. Returns how many
    /// there were.
    mutating func countFailure(of ticket: TicketID, backoff: Backoff, at now: Instant) -> Int {
        makeRoom(for: ticket, at: now)
        var rest = cooldowns[ticket] ?? Rest(end: now)
        rest.failures += 1
        var (backoff, wait) = (Backoff(first: backoff.first, longest: backoff.longest), Duration.zero)
        for _ in 0..<min(rest.failures, 16) { wait = backoff.failed() }
        rest.end = max(rest.end, now + wait)
        cooldowns[ticket] = rest
        return rest.failures
    }

    /// Something of it has succeeded.
    mutating func end(of ticket: TicketID) { cooldowns[ticket] = nil }

    func isAwake(_ ticket: TicketID, at now: Instant) -> Bool { (cooldowns[ticket]?.end ?? now) <= now }

    /// How long until the next of them may go on; nil if none cooldowns.
    func next(at now: Instant) -> Duration? {
        cooldowns.values.map(\.end).filter { $0 > now }.min().map { now.duration(to: $0) }
    }

    private mutating func makeRoom(for ticket: TicketID, at now: Instant) {
        guard cooldowns[ticket] == nil, cooldowns.count >= Self.limit else { return }
        cooldowns = cooldowns.filter { $0.value.end > now }
        if cooldowns.count >= Self.limit, let soonest = cooldowns.min(by: { $0.value.end < $1.value.end }) {
            cooldowns[soonest.key] = nil
        }
    }
}
