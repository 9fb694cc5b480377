public import Domain
public import Store

// Everything that the staff's panel reads.

extension Desk {
    /// A ticket with what the panel shows beside it.
    public struct TicketDetails: Sendable {
        public let listing: TicketListing
        /// The user's last page and browser.
        public let context: VisitorContext
        /// What the user has answered to the contact form, in its order.
        public let answers: [ContactAnswer]
        /// What the host site says of the user, signed ones first.
        public let attributes: [UserAttribute]
        /// The last pages that the user walked through, the newest first.
        public let pages: [VisitedPage]
        /// The user's other tickets: the newest first, and archived ones last.
        public let earlier: [Ticket]
        /// The newest notes, in the order in which they were written.
        public let notes: [Note]
        public let cursor: Cursor
    }

    /// The most other tickets of the user, and the most notes, in the details.
    public static let detailsLimit = 20

    /// A page of a list of tickets, and the cursor to resume from.
    ///
    /// - Parameter key: `next` of the page before; nil for the first page.
    public func listing(
        _ filter: TicketFilter, agent: AgentID?, after key: MessageID?, limit: Int
    ) throws -> (page: TicketPage<TicketListing, MessageID>, cursor: Cursor) {
        try store.read { reader in
            (try reader.tickets(filter, agent: agent, after: key, limit: limit), try reader.cursor())
        }
    }

    /// - Throws: ``DeskError/notFound``
    public func details(of id: TicketID) throws -> TicketDetails {
        try store.read { reader in
            guard let listing = try reader.listing(id) else { throw DeskError.notFound }
            let user = listing.ticket.user
            let others = try [false, true].flatMap {
                try reader.tickets(of: user, archived: $0, after: nil, limit: Self.detailsLimit).tickets
            }
            return TicketDetails(
                listing: listing, context: try reader.visitorContext(of: user) ?? VisitorContext(),
                answers: try reader.contactAnswers(of: user), attributes: try reader.attributes(of: user),
                pages: try reader.visitedPages(of: user),
                earlier: Array(others.filter { $0.id != id }.prefix(Self.detailsLimit)),
                notes: try reader.notes(of: id, limit: Self.detailsLimit), cursor: try reader.cursor())
        }
    }

    /// A page of messages and notes.
    public struct StaffHistory: Sendable {
        public let page: StaffHistoryPage
        public let ticket: Ticket
        /// Which messages Telegram shows. Messages that are not meant for Telegram have no entry.
        public let topicStates: [MessageID: TopicState]
        public let cursor: Cursor
    }

    /// The newest `limit` messages and notes of a ticket, or those before `before`.
    ///
    /// - Throws: ``DeskError/notFound``
    public func staffHistory(of id: TicketID, before: MessageID?, limit: Int) throws -> StaffHistory {
        let isMirrored = isMirrored
        return try store.read { reader in
            let ticket = try reader.existing(id)
            let page = try reader.staffHistory(of: id, before: before, limit: limit)
            let messages = page.entries.compactMap { if case .message(let message) = $0 { message.id } else { nil } }
            var states: [MessageID: TopicState] = [:]
            if let first = messages.first, let last = messages.last {
                states = try reader.topicStates(of: id, from: first, to: last)
                // A message is waiting only if it is no older than the outbox and newer than all that was delivered.
                // Others without a state were written before there was a group.
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

    /// How many tickets each list has; counting stops at ``TicketFilter/countLimit``.
    public func ticketCounts(agent: AgentID?) throws -> [TicketFilter: Int] {
        try store.read { try $0.ticketCounts(agent: agent) }
    }

    /// Agents to whom tickets can be assigned: those with an enabled account, and those who answer from Telegram only.
    public func assignees() throws -> [Agent] {
        try store.read { try $0.accounts(limit: Self.agentLimit) }.filter { !$0.isDisabled }.map(\.agent)
    }

    /// What the staff have missed since `cursor`.
    ///
    /// - Throws: ``DeskError/cursorUnknown``
    public func staffEvents(after cursor: Cursor) throws -> StaffEventPage {
        try store.read { try $0.staffEvents(after: $0.resume(cursor), limit: Self.eventPageLimit) }
    }

    /// Who is looking at which ticket.
    public var viewers: [(ticket: TicketID, viewers: [Viewer])] { signs.viewers }
}
