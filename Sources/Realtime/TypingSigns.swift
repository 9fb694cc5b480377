public import Domain

/// Who is typing in which ticket. A sign ends by itself, so that nobody seems to type for ever.
public struct TypingSigns: Sendable {
    /// How long a sign lasts. Browsers repeat it every 2 s, and it may be delayed on its
    /// way. They also say when typing ends.
    public static let lifetime = Duration.seconds(3)
    /// The most people typing at once that are remembered. The end of further signs is not
    /// announced; clients let them expire.
    public static let limit = 10_000

    private struct Writer: Hashable {
        let ticket: TicketID
        let author: Author
        let viewer: ViewerID?
    }

    /// The least time between two announcements of the same sign. Browsers repeat it more seldom.
    public static let gap = Duration.seconds(1)
    /// Visitors' signs that each member of staff is told in a second, and at most at once after a quiet time: more than
    /// anybody can follow, and little to send.
    public static let visitorsRate = 50

    private struct Sign {
        var sign: Typing
        var end: ContinuousClock.Instant
        /// When it was last announced.
        var toldAt: ContinuousClock.Instant?
        /// Whether those who were told of it still see it.
        var isShown = false
    }

    private var signs: [Writer: Sign] = [:]
    /// When all announcements that visitors have used up will be earned back.
    private var visitorsIdleAt: ContinuousClock.Instant?

    public init() {}

    /// When the next sign ends; nil if nobody writes.
    public var nextEnd: ContinuousClock.Instant? { signs.values.lazy.map(\.end).min() }

    /// Notes that somebody types, or has stopped. Returns whether to announce it. A sign that is held back is announced
    /// when it is repeated; the end of a sign is announced only if the sign was.
    public mutating func note(_ sign: Typing, at now: ContinuousClock.Instant) -> Bool {
        let writer = Writer(ticket: sign.ticket, author: sign.author, viewer: sign.viewer)
        guard
            var known = signs[writer] ?? (sign.isTyping && signs.count < Self.limit ? Sign(sign: sign, end: now) : nil)
        else { return false }
        let wasShown = known.isShown
        known.end = now + Self.lifetime
        known.sign = sign
        var isTold = !sign.isTyping && wasShown
        if sign.isTyping, known.toldAt.map({ now >= $0 + Self.gap }) ?? true, sign.author != .user || takeTurn(now) {
            known.toldAt = now
            isTold = true
        }
        known.isShown = sign.isTyping && (wasShown || isTold)
        // Kept after its end too, for the time of its last announcement.
        signs[writer] = known
        return isTold
    }

    private mutating func takeTurn(_ now: ContinuousClock.Instant) -> Bool {
        let start = max(visitorsIdleAt ?? now, now)
        guard now.duration(to: start) < .seconds(1) else { return false }
        visitorsIdleAt = start + .seconds(1) / Self.visitorsRate
        return true
    }

    /// Ends the signs of whoever has just sent a message: the user, or the member of staff of this name in all their
    /// windows. Returns the ends to announce.
    public mutating func sent(in ticket: TicketID, by author: Author, named name: String?) -> [Typing] {
        guard author != .user else {
            let writer = Writer(ticket: ticket, author: .user, viewer: nil)
            return end([writer])
        }
        return end(
            signs.filter { $0.key.ticket == ticket && $0.key.author == author && $0.value.sign.name == name }.keys)
    }

    /// Removes the signs that were not repeated in time. Returns the ends to announce.
    public mutating func expire(at now: ContinuousClock.Instant) -> [Typing] {
        let over = signs.filter { $0.value.end <= now }
        for writer in over.keys { signs[writer] = nil }
        return over.values.filter(\.isShown).map(\.sign.ended)
    }

    /// Ends signs but remembers when they were announced. Returns the ends to announce.
    private mutating func end(_ writers: some Sequence<Writer>) -> [Typing] {
        var ends: [Typing] = []
        for writer in writers {
            guard var sign = signs[writer], sign.isShown else { continue }
            ends.append(sign.sign.ended)
            sign.isShown = false
            signs[writer] = sign
        }
        return ends
    }
}

extension Typing {
    fileprivate var ended: Typing {
        Typing(
            ticket: ticket, user: user, author: author, isTyping: false, name: name, viewer: viewer,
            agent: agent)
    }
}
