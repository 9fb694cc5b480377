import Dispatch
import Domain
import Realtime
import Synchronization

/// Who is typing and who is looking at which ticket. Changes are published at once, and signs expire. Never stored.
final class LiveSigns: Sendable {
    private struct State {
        var typing = TypingSigns()
        var presence = Presence()
        /// When the next sweep is due; nil while there are no signs.
        var sweepAt: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "otvet.desk.signs")
    private let hub: Hub

    init(hub: Hub) {
        self.hub = hub
    }

    /// Notes a typing sign. Returns whether it was published.
    @discardableResult func note(_ sign: Typing) -> Bool {
        let now = ContinuousClock.now
        let isNews = state.withLock { $0.typing.note(sign, at: now) }
        if isNews { hub.publish(sign) }
        if sign.isTyping { schedule(at: now + TypingSigns.lifetime) }
        return isNews
    }

    /// Ends the sign of whoever has just sent a message.
    func sent(in ticket: TicketID, by author: Author, named name: String? = nil) {
        for end in state.withLock({ $0.typing.sent(in: ticket, by: author, named: name) }) { hub.publish(end) }
    }

    /// Notes that the window shows this ticket, or none.
    func look(_ viewer: Viewer, at ticket: TicketID?) {
        let now = ContinuousClock.now
        publish(state.withLock { $0.presence.look(viewer, at: ticket, now: now) })
        if ticket != nil { schedule(at: now + Presence.lifetime) }
    }

    /// Who is looking at which ticket, for somebody who has just connected.
    var viewers: [(ticket: TicketID, viewers: [Viewer])] {
        state.withLock { state in
            state.presence.tickets.sorted().map { ($0, state.presence.viewers(of: $0)) }
        }
    }

    /// Ends signs that were not repeated in time.
    func sweep(at now: ContinuousClock.Instant) {
        let (ends, tickets, next) = state.withLock { state in
            state.sweepAt = nil
            let ends = state.typing.expire(at: now)
            let tickets = state.presence.expire(at: now)
            return (ends, tickets, [state.typing.nextEnd, state.presence.nextEnd].compactMap { $0 }.min())
        }
        for end in ends { hub.publish(end) }
        publish(tickets)
        if let next { schedule(at: next) }
    }

    private func publish(_ tickets: Set<TicketID>) {
        for ticket in tickets { hub.publish(state.withLock { $0.presence.viewers(of: ticket) }, of: ticket) }
    }

    /// Schedules a sweep, unless one is due earlier. A superfluous sweep does no harm.
    private func schedule(at time: ContinuousClock.Instant) {
        let isNeeded = state.withLock { state in
            if let planned = state.sweepAt, planned <= time { return false }
            state.sweepAt = time
            return true
        }
        guard isNeeded else { return }
        let wait = max(.zero, ContinuousClock.now.duration(to: time))
        let nanoseconds = wait.components.seconds * 1_000_000_000 + wait.components.attoseconds / 1_000_000_000
        queue.asyncAfter(deadline: .now() + .nanoseconds(Int(nanoseconds))) { [weak self] in self?.sweep(at: .now) }
    }
}
