/// Whether the team is there, as visitors are told it.
public struct Availability: Sendable, Equatable {
    public let isOpen: Bool
    /// When the team goes; nil while it is away.
    public let closesAt: Timestamp?
    /// When it is back: after ``closesAt``, or from now. Nil if it is not, as far as is known.
    public let opensAt: Timestamp?
    /// How long an answer usually takes now; nil while the team is away, or if too little is known.
    public let answersIn: Duration?

    public init(_ times: OpeningTimes, at now: Timestamp, answersIn: Duration?) {
        let span = times.span(from: now)
        isOpen = span?.start == now
        closesAt = isOpen ? span?.end : nil
        opensAt = isOpen ? span.flatMap { times.nextOpening(after: $0.end) } : span?.start
        self.answersIn = isOpen ? answersIn : nil
    }
}
