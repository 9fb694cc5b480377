/// What becomes of closed tickets.
public struct TicketPolicy: Sendable, Equatable {
    /// A closed ticket is archived after this time.
    public var archiveAfter = Duration.seconds(60)
    /// A message in a chat that was closed at most this long ago reopens it; after that, a message begins another chat.
    public var reopenWithin = Duration.seconds(72 * 3600)

    public init() {}

    /// Whether a user's message still belongs to this chat.
    public func continues(_ chat: Ticket, at now: Timestamp) -> Bool {
        guard chat.status.isClosed, let closedAt = chat.closedAt else { return true }
        return closedAt.duration(to: now) <= reopenWithin
    }
}
