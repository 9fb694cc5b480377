public import Domain

/// Who is writing where. A sign counts for a while only, so that nobody seems to write for ever.
public struct TypingBoard: Sendable {
    /// How long a sign counts.
    public static let lifetime = Duration.seconds(2)
    /// People who write at once that are remembered; of more the end is not told, and clients forget by themselves.
    public static let limit = 10_000

    private struct Writer: Hashable {
        let ticket: TicketID
        let author: Author
        let viewer: ViewerID?
    }

    private var signs: [Writer: (sign: Typing, end: ContinuousClock.Instant)] = [:]

    public init() {}

    /// When the next sign ends; nil if nobody writes.
    public var nextEnd: ContinuousClock.Instant? { signs.values.lazy.map(\.end).min() }

    /// Somebody writes, or has stopped. Returns whether that is to be told.
    public mutating func note(_ sign: Typing, at now: ContinuousClock.Instant) -> Bool {
        let writer = Writer(ticket: sign.ticket, author: sign.author, viewer: sign.viewer)
        guard sign.isTyping else { return signs.removeValue(forKey: writer) != nil }
        if signs[writer] != nil || signs.count < Self.limit { signs[writer] = (sign, now + Self.lifetime) }
        return true
    }

    /// What was written has been sent: by the user, or by the member of staff of this name, in whichever window.
    /// Returns the ends to be told.
    public mutating func sent(in ticket: TicketID, by author: Author, named name: String?) -> [Typing] {
        guard author != .user else {
            let writer = Writer(ticket: ticket, author: .user, viewer: nil)
            return signs.removeValue(forKey: writer).map { [$0.sign.ended] } ?? []
        }
        let over = signs.filter { $0.key.ticket == ticket && $0.key.author == author && $0.value.sign.name == name }
        for writer in over.keys { signs[writer] = nil }
        return over.values.map(\.sign.ended)
    }

    /// Signs that nobody has repeated. Returns the ends to be told.
    public mutating func expire(at now: ContinuousClock.Instant) -> [Typing] {
        let over = signs.filter { $0.value.end <= now }
        for writer in over.keys { signs[writer] = nil }
        return over.values.map(\.sign.ended)
    }
}

extension Typing {
    fileprivate var ended: Typing {
        Typing(ticket: ticket, user: user, author: author, isTyping: false, name: name, viewer: viewer)
    }
}
