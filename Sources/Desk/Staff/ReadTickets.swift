public import Domain
public import Store

// What the staff's panel reads.

extension Desk {
    public struct TicketDetails: Sendable {
        public let listing: TicketListing
        /// Where the user was last.
        public let context: VisitorContext
        /// Other tickets of the user's, the newest first, archived ones behind.
        public let earlier: [Ticket]
        /// The newest notes, oldest first.
        public let notes: [Note]
        public let cursor: Cursor
    }

    /// Other tickets of the user's, and notes, that the details hold.
    public static let detailsLimit = 20

    public func listing(
        _ filter: TicketFilter, agent: AgentID?, after key: MessageID?, limit: Int
    ) throws -> (page: TicketPage<TicketListing, MessageID>, cursor: Cursor) {
        try store.read { reader in
            (try reader.tickets(filter, agent: agent, after: key, limit: limit), try reader.cursor())
        }
    }

    public func details(of id: TicketID) throws -> TicketDetails {
        try store.read { reader in
            guard let listing = try reader.listing(id) else { throw DeskError.notFound }
            let user = listing.ticket.user
            let others = try [false, true].flatMap {
                try reader.tickets(of: user, archived: $0, after: nil, limit: Self.detailsLimit).tickets
            }
            return TicketDetails(
                listing: listing, context: try reader.visitorContext(of: user) ?? VisitorContext(),
                earlier: Array(others.filter { $0.id != id }.prefix(Self.detailsLimit)),
                notes: try reader.notes(of: id, limit: Self.detailsLimit), cursor: try reader.cursor())
        }
    }

    public func staffHistory(
        of id: TicketID, before: MessageID?, limit: Int
    ) throws -> (page: StaffHistoryPage, ticket: Ticket, cursor: Cursor) {
        try store.read { reader in
            let ticket = try reader.existing(id)
            return (try reader.staffHistory(of: id, before: before, limit: limit), ticket, try reader.cursor())
        }
    }

    /// What the staff missed since `cursor`.
    ///
    /// - Throws: ``DeskError/cursorUnknown``
    public func staffEvents(after cursor: Cursor) throws -> StaffEventPage {
        try store.read { try $0.staffEvents(after: $0.resume(cursor), limit: Self.eventPageLimit) }
    }

    /// Who looks at which ticket now.
    public var viewers: [(ticket: TicketID, viewers: [Viewer])] { signs.viewers }
}
