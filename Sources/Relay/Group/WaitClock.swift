@_spi(Channel) import Desk
import Domain

/// By what waits are counted: the time in which the team is there, if it has hours, or else all time.
struct WaitClock: Sendable {
    /// Nil if all time counts.
    let times: OpeningTimes?
    let now: Timestamp

    /// Whether the team is there now.
    var isRunning: Bool { times?.isOpen(at: now) ?? true }

    func wait(since start: Timestamp) -> Duration {
        times?.workingTime(from: start, to: now) ?? start.duration(to: now)
    }

    /// Since when somebody must wait who has waited for this long; nil if nobody can have.
    func moment(before wait: Duration) -> Timestamp? {
        guard let times else { return now.advanced(by: .zero - wait) }
        return times.moment(before: now, work: wait)
    }

    /// How long it takes until somebody has waited for so much more; nil if that never comes.
    func time(until more: Duration) -> Duration? {
        guard let times else { return more }
        return times.moment(after: more, from: now).map { now.duration(to: $0) }
    }
}

extension WaitClock {
    init(_ relay: Relay) { self.init(times: relay.desk.openingTimes(), now: relay.clock()) }
}
