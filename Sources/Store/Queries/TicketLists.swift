public import Domain

/// What an agent wants to see of all tickets.
public enum TicketFilter: String, Sendable, CaseIterable {
    /// All that are not archived.
    case all
    case open, answered, closed, archived
    case mine, unassigned, unread

    /// Keys of a page: the last change first, `?1` the key to go on below, `?2` how many; of `mine`, `?3` whose.
    ///
    /// A list of several statuses is a merge of ranges of one index, so none is ever sorted.
    var sql: SQL {
        switch self {
        case .all:
            """
            SELECT id, last_message_id FROM tickets WHERE status = 'open' AND last_message_id < ?1
            UNION ALL SELECT id, last_message_id FROM tickets WHERE status = 'answered' AND last_message_id < ?1
            UNION ALL SELECT id, last_message_id FROM tickets WHERE status = 'closed' AND last_message_id < ?1
            ORDER BY 2 DESC LIMIT ?2
            """
        case .open:
            """
            SELECT id, last_message_id FROM tickets WHERE status = 'open' AND last_message_id < ?1
            ORDER BY last_message_id DESC LIMIT ?2
            """
        case .answered:
            """
            SELECT id, last_message_id FROM tickets WHERE status = 'answered' AND last_message_id < ?1
            ORDER BY last_message_id DESC LIMIT ?2
            """
        case .closed:
            """
            SELECT id, last_message_id FROM tickets WHERE status = 'closed' AND last_message_id < ?1
            ORDER BY last_message_id DESC LIMIT ?2
            """
        case .archived:
            """
            SELECT id, last_message_id FROM tickets WHERE status = 'archived' AND last_message_id < ?1
            ORDER BY last_message_id DESC LIMIT ?2
            """
        case .mine:
            """
            SELECT id, last_message_id FROM tickets
            WHERE assigned_agent_id = ?3 AND status = 'open' AND last_message_id < ?1
            UNION ALL SELECT id, last_message_id FROM tickets
            WHERE assigned_agent_id = ?3 AND status = 'answered' AND last_message_id < ?1
            UNION ALL SELECT id, last_message_id FROM tickets
            WHERE assigned_agent_id = ?3 AND status = 'closed' AND last_message_id < ?1
            ORDER BY 2 DESC LIMIT ?2
            """
        case .unassigned:
            """
            SELECT id, last_message_id FROM tickets
            WHERE status = 'open' AND last_message_id < ?1 AND assigned_agent_id IS NULL
            UNION ALL SELECT id, last_message_id FROM tickets
            WHERE status = 'answered' AND last_message_id < ?1 AND assigned_agent_id IS NULL
            UNION ALL SELECT id, last_message_id FROM tickets
            WHERE status = 'closed' AND last_message_id < ?1 AND assigned_agent_id IS NULL
            ORDER BY 2 DESC LIMIT ?2
            """
        case .unread:
            // An answer reads what came before it, so nothing that is answered is unread.
            """
            SELECT id, last_message_id FROM tickets
            WHERE status = 'open' AND last_message_id < ?1 AND unread_by_agents > 0
            UNION ALL SELECT id, last_message_id FROM tickets
            WHERE status = 'closed' AND last_message_id < ?1 AND unread_by_agents > 0
            ORDER BY 2 DESC LIMIT ?2
            """
        }
    }
}

/// A ticket in the agents' lists.
public struct TicketListing: Sendable, Equatable {
    public let ticket: Ticket
    public let card: UserCard
    public let assignee: Agent?
    /// Who wrote the last message; nil while there is none.
    public let lastAuthor: LastAuthor?

    public struct LastAuthor: Sendable, Equatable {
        public let author: Author
        public let name: String?
        /// Who of the staff that is.
        public let agent: AgentID?
    }
}

/// Part of a list.
public struct TicketPage<Entry: Sendable, Key: Sendable>: Sendable {
    public let tickets: [Entry]
    /// Where the next page begins; nil if there is none.
    public let next: Key?
}

/// How many tickets of which kind a user has.
public struct TicketStatistics: Sendable, Equatable {
    public var byStatus: [TicketStatus: Int] = [:]
    public var unreadMessages = 0

    public var total: Int { byStatus.values.reduce(0, +) }
}

extension Reader {
    /// - Parameters:
    ///   - agent: whose `mine` are; without one there are none.
    ///   - key: the `next` of the page before.
    public func tickets(
        _ filter: TicketFilter, agent: AgentID?, after key: MessageID?, limit: Int
    ) throws -> TicketPage<TicketListing, MessageID> {
        let key = key ?? MessageID(rawValue: .max)
        func entry(_ row: inout Row) throws -> (TicketID, MessageID) { (try row.next(), try row.next()) }
        let rows =
            filter == .mine
            ? try connection.all(filter.sql, key, limit + 1, agent, read: entry)
            : try connection.all(filter.sql, key, limit + 1, read: entry)
        let listings = try rows.prefix(limit).compactMap { try listing($0.0) }
        return TicketPage(tickets: listings, next: rows.count > limit ? rows[limit - 1].1 : nil)
    }

    public func listing(_ id: TicketID) throws -> TicketListing? {
        guard let ticket = try ticket(id), let card = try card(of: ticket.user) else { return nil }
        return TicketListing(
            ticket: ticket, card: card, assignee: try ticket.assignee.flatMap(agent),
            lastAuthor: try lastAuthor(of: ticket))
    }

    private func lastAuthor(of ticket: Ticket) throws -> TicketListing.LastAuthor? {
        try connection.first(
            "SELECT author, author_name, agent_id FROM messages WHERE ticket_id = ? AND id = ?", ticket.id,
            ticket.lastMessage
        ) { .init(author: try $0[0], name: try $0[1], agent: try $0[2]) }
    }

    /// The user's own tickets, the newest first; archived ones are a list of their own. By age, because an order that
    /// every message changes would cost every message an entry of an index.
    public func tickets(
        of user: UserID, archived: Bool, after key: TicketID?, limit: Int
    ) throws -> TicketPage<Ticket, TicketID> {
        let rows = try connection.all(
            """
            SELECT \(Ticket.columns) FROM tickets
            WHERE user_id = ? AND id < ? AND (status = 'archived') = ? ORDER BY id DESC LIMIT ?
            """, user, key ?? TicketID(rawValue: .max), archived, limit + 1, read: Ticket.init)
        let page = rows.prefix(limit)
        return TicketPage(tickets: Array(page), next: rows.count > limit ? page.last?.id : nil)
    }

    /// Tickets of one user that are counted at most.
    static var countLimit: Int { 10_000 }

    public func statistics(of user: UserID) throws -> TicketStatistics {
        let rows = try connection.all(
            """
            SELECT status, count(*), sum(unread_by_user) FROM
                (SELECT status, unread_by_user FROM tickets WHERE user_id = ? LIMIT ?) GROUP BY status
            """, user, Self.countLimit
        ) { row in (try row[0] as TicketStatus, try row[1] as Int, try row[2] as Int) }
        return rows.reduce(into: TicketStatistics()) { statistics, row in
            statistics.byStatus[row.0] = row.1
            statistics.unreadMessages += row.2
        }
    }

    public func card(of id: UserID) throws -> UserCard? {
        try connection.first(
            "SELECT \(User.columns), users.banned_at IS NOT NULL FROM users WHERE id = ?", id
        ) { row in UserCard(user: try User(&row), isBanned: try row.next()) }
    }

    public func agent(_ id: AgentID) throws -> Agent? {
        try connection.first("SELECT name FROM agents WHERE id = ?", id) { Agent(id: id, name: try $0[0]) }
    }
}
