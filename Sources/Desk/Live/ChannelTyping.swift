public import Domain

/// Which visitors are typing, for display in the topics. A sign that can't be shown at once is dropped.
@_spi(Channel) public struct ChannelTyping: Sendable {
    /// How long Telegram shows a sign. Sending it more often would only cost calls.
    /// https://core.telegram.org/bots/api#sendchataction
    static let interval = Duration.seconds(5)
    /// The most conversations remembered. Each sign costs a call, so the budget shows no more anyway.
    static let limit = 100

    private var written: [TicketID: ContinuousClock.Instant] = [:]
    private var shown: [TicketID: ContinuousClock.Instant] = [:]

    /// Notes that the visitor is typing, or has stopped.
    mutating func note(_ ticket: TicketID, isTyping: Bool, at now: ContinuousClock.Instant) {
        written = written.filter { $0.value > now - Self.interval }
        shown = shown.filter { $0.value > now - Self.interval }
        guard isTyping else { return written[ticket] = nil }
        if written.count < Self.limit { written[ticket] = now }
    }

    /// Takes the next conversation in which typing should be shown. It is not returned again for ``interval``.
    ///
    /// - Parameter share: Only conversations whose number leaves the remainder `index` when divided by `count`.
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
