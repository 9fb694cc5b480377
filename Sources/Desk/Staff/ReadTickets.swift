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

    public struct StaffHistory: Sendable {
        public let page: StaffHistoryPage
        public let ticket: Ticket
        /// What Telegram shows of the messages; of those that it is not told nothing is said.
        public let topicStates: [MessageID: TopicState]
        public let cursor: Cursor
    }

    public func staffHistory(of id: TicketID, before: MessageID?, limit: Int) throws -> StaffHistory {
        let isMirrored = isMirrored
        return try store.read { reader in
            let ticket = try reader.existing(id)
            let page = try reader.staffHistory(of: id, before: before, limit: limit)
            let messages = page.entries.compactMap { if case .message(let message) = $0 { message.id } else { nil } }
            var states: [MessageID: TopicState] = [:]
            if let first = messages.first, let last = messages.last {
                states = try reader.topicStates(of: id, from: first, to: last)
                // What is older than what waits or was delivered, and not shown, was said before there was a group.
                if isMirrored, let oldest = try reader.oldestWaitingMessage() {
                    let isWaiting = { (message: MessageID) in message >= oldest && message > ticket.deliveredUpTo }
                    for message in messages where isWaiting(message) && states[message] == nil {
                        states[message] = .waiting
                    }
                }
            }
            return StaffHistory(page: page, ticket: ticket, topicStates: states, cursor: try reader.cursor())
        }
    }

    /// How many tickets each list has, ``TicketFilter/countLimit`` at most.
    public func ticketCounts(agent: AgentID?) throws -> [TicketFilter: Int] {
        try store.read { try $0.ticketCounts(agent: agent) }
    }

    /// To whom tickets can be given: agents whose accounts are on, and those who answer from Telegram alone.
    public func assignees() throws -> [Agent] {
        try store.read { try $0.accounts(limit: Self.agentLimit) }.filter { !$0.isDisabled }.map(\.agent)
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
