import Domain
import Telegram

/// Conversations that are left alone for a while because of a problem of their own. All others go on.
struct Cooldowns {
    typealias Instant = ContinuousClock.Instant

    /// The most conversations remembered. A further one is tried again too early, which costs a call.
    static let limit = 1000

    private struct Rest {
        var end: Instant
        /// Failures since its last success.
        var failures = 0
    }

    private var cooldowns: [TicketID: Rest] = [:]

    mutating func add(_ ticket: TicketID, until end: Instant, at now: Instant) {
        makeRoom(for: ticket, at: now)
        cooldowns[ticket, default: Rest(end: end)].end = end
    }

    /// Counts a failure of the conversation's own, and leaves it alone for as long as `backoff` says after that
    /// many. Returns the number of failures.
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

    /// Notes that a call of the conversation has succeeded.
    mutating func end(of ticket: TicketID) { cooldowns[ticket] = nil }

    /// Whether the conversation's last call failed.
    func hasFailed(_ ticket: TicketID) -> Bool { cooldowns[ticket].map { $0.failures > 0 } ?? false }

    func isReady(_ ticket: TicketID, at now: Instant) -> Bool { (cooldowns[ticket]?.end ?? now) <= now }

    /// How long until the next conversation may go on; nil if none is left alone.
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
