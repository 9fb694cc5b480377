/// How closed tickets end.
public struct TicketPolicy: Sendable, Equatable {
    /// A closed ticket is archived after so long.
    public var archiveAfter = Duration.seconds(60)
    /// A message in a chat that was closed no longer ago opens it again; a later one begins another chat.
    public var reopenWithin = Duration.seconds(72 * 3600)

    public init() {}

    /// Whether a user's message belongs to this chat still.
    public func continues(_ chat: Ticket, at now: Timestamp) -> Bool {
        guard chat.status.isClosed, let closedAt = chat.closedAt else { return true }
        return closedAt.duration(to: now) <= reopenWithin
    }
}
