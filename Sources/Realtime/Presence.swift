public import Domain

/// Which member of staff has which ticket on the screen.
public struct Presence: Sendable {
    /// How long a window counts as showing a ticket before it has to say so again.
    public static let lifetime = Duration.seconds(60)

    private struct Look {
        let ticket: TicketID
        let viewer: Viewer
        let end: ContinuousClock.Instant
    }

    /// Keyed by window, so it is bounded by the number of sockets.
    private var looks: [ViewerID: Look] = [:]

    public init() {}

    public var nextEnd: ContinuousClock.Instant? { looks.values.lazy.map(\.end).min() }

    /// All tickets that somebody is looking at.
    public var tickets: Set<TicketID> { Set(looks.values.map(\.ticket)) }

    /// Who is looking at the ticket, ordered by window.
    public func viewers(of ticket: TicketID) -> [Viewer] {
        looks.values.filter { $0.ticket == ticket }.map(\.viewer).sorted { $0.id < $1.id }
    }

    /// Notes that the window shows this ticket, or none. Returns the tickets whose viewers have changed.
    public mutating func look(
        _ viewer: Viewer, at ticket: TicketID?, now: ContinuousClock.Instant
    ) -> Set<TicketID> {
        let before = looks[viewer.id]?.ticket
        looks[viewer.id] = ticket.map { Look(ticket: $0, viewer: viewer, end: now + Self.lifetime) }
        return before == ticket ? [] : Set([before, ticket].compactMap { $0 })
    }

    /// Forgets windows that have said nothing for too long. Returns the tickets whose viewers have changed.
    public mutating func expire(at now: ContinuousClock.Instant) -> Set<TicketID> {
        let over = looks.filter { $0.value.end <= now }
        for viewer in over.keys { looks[viewer] = nil }
        return Set(over.values.map(\.ticket))
    }
}
