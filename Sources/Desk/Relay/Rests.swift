import Domain
import Store

/// Conversations that are left alone for a while because something is wrong with their topic; all others go on.
struct Rests {
    /// Conversations remembered; one more is tried again too early, which costs a call.
    static let limit = 1000

    private var ends: [TicketID: ContinuousClock.Instant] = [:]

    mutating func add(_ ticket: TicketID, until end: ContinuousClock.Instant, at now: ContinuousClock.Instant) {
        ends = ends.filter { $0.value > now }
        if ends.count < Self.limit { ends[ticket] = end }
    }

    /// Those that may go on.
    func awake(_ waiting: [WaitingDelivery], at now: ContinuousClock.Instant) -> [WaitingDelivery] {
        ends.isEmpty ? waiting : waiting.filter { row in (ends[row.delivery.ticket] ?? now) <= now }
    }

    /// How long until the next of them may go on; nil if none rests.
    func next(at now: ContinuousClock.Instant) -> Duration? {
        ends.values.filter { $0 > now }.min().map { now.duration(to: $0) }
    }
}
