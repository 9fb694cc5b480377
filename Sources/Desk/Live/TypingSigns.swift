public import Domain

/// Which visitors are writing, for the topics to show. Only the present counts: what can't be shown at once is dropped.
@_spi(Channel) public struct TypingSigns: Sendable {
    /// How long Telegram shows a sign, and so how often one is worth a call.
    /// https://core.telegram.org/bots/api#sendchataction
    static let interval = Duration.seconds(5)
    /// Conversations remembered: more are not shown anyway, at a call for each.
    static let limit = 100

    private var written: [TicketID: ContinuousClock.Instant] = [:]
    private var shown: [TicketID: ContinuousClock.Instant] = [:]

    /// The visitor is writing, or has stopped.
    mutating func note(_ ticket: TicketID, isTyping: Bool, at now: ContinuousClock.Instant) {
        written = written.filter { $0.value > now - Self.interval }
        shown = shown.filter { $0.value > now - Self.interval }
        guard isTyping else { return written[ticket] = nil }
        if written.count < Self.limit { written[ticket] = now }
    }

    /// A conversation to show as being written in; not again for a while.
    ///
    /// - Parameter share: of conversations whose number leaves `index` when divided by `count`.
    public mutating func take(of share: (index: Int, count: Int), at now: ContinuousClock.Instant) -> TicketID? {
        let waiting = written.filter { ticket, time in
            ticket.rawValue % Int64(share.count) == share.index && time > now - Self.interval
                && (shown[ticket].map { $0 <= now - Self.interval } ?? true)
        }
        guard let ticket = waiting.min(by: { $0.value < $1.value })?.key else { return nil }
        written[ticket] = nil
        shown[ticket] = now
        return ticket
    }
}
