public import Domain

/// Who is writing where. A sign counts for a while only, so that nobody seems to write for ever.
public struct TypingBoard: Sendable {
    /// How long a sign counts: browsers repeat it every 2 s, and it may be a while on its way. They tell the end by themselves.
    public static let lifetime = Duration.seconds(3)
    /// People who write at once that are remembered; of more the end is not told, and clients forget by themselves.
    public static let limit = 10_000

    private struct Writer: Hashable {
        let ticket: TicketID
        let author: Author
        let viewer: ViewerID?
    }

    /// How soon a sign in the same ticket is told again: browsers repeat it more seldom.
    public static let gap = Duration.seconds(1)
    /// Signs of visitors that each member of staff is told in a second, and at once after a quiet time: more than anybody
    /// can follow, and little to send.
    public static let visitorsRate = 50

    private struct Sign {
        var sign: Typing
        var end: ContinuousClock.Instant
        /// When it was last told.
        var toldAt: ContinuousClock.Instant?
        /// Whether it is seen where it was told.
        var isShown = false
    }

    private var signs: [Writer: Sign] = [:]
    /// When all that visitors were allowed to have told would be used up.
    private var visitorsIdleAt: ContinuousClock.Instant?

    public init() {}

    /// When the next sign ends; nil if nobody writes.
    public var nextEnd: ContinuousClock.Instant? { signs.values.lazy.map(\.end).min() }

    /// Somebody writes, or has stopped. Returns whether that is to be told: a sign that is not is told when it is repeated,
    /// and its end only if it was seen.
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
        // Kept after the end too, for when it was told.
        signs[writer] = known
        return isTold
    }

    private mutating func takeTurn(_ now: ContinuousClock.Instant) -> Bool {
        let start = max(visitorsIdleAt ?? now, now)
        guard now.duration(to: start) < .seconds(1) else { return false }
        visitorsIdleAt = start + .seconds(1) / Self.visitorsRate
        return true
    }

    /// What was written has been sent: by the user, or by the member of staff of this name, in whichever window.
    /// Returns the ends to be told.
    public mutating func sent(in ticket: TicketID, by author: Author, named name: String?) -> [Typing] {
        guard author != .user else {
            let writer = Writer(ticket: ticket, author: .user, viewer: nil)
            return end([writer])
        }
        return end(
            signs.filter { $0.key.ticket == ticket && $0.key.author == author && $0.value.sign.name == name }.keys)
    }

    /// Signs that nobody has repeated. Returns the ends to be told.
    public mutating func expire(at now: ContinuousClock.Instant) -> [Typing] {
        let over = signs.filter { $0.value.end <= now }
        for writer in over.keys { signs[writer] = nil }
        return over.values.filter(\.isShown).map(\.sign.ended)
    }

    /// Ends signs, which are remembered for when they were told. Returns those that were seen.
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
