public import Domain

extension TicketFilter {
    /// Counted no further: whoever looks for a ticket among a thousand needs another way than the number.
    static let countLimit = 1000

    /// Of agent `?1`, up to `?2`. All others stand in a table that triggers keep.
    static let countMine: SQL = """
        SELECT count(*) FROM (SELECT 1 FROM tickets
            WHERE assigned_agent_id = ?1 AND status IN ('open', 'answered', 'closed') LIMIT ?2)
        """
}

extension Reader {
    /// How many tickets each list has, ``TicketFilter/countLimit`` at most.
    ///
    /// - Parameter agent: whose `mine` are; without one there are none.
    public func ticketCounts(agent: AgentID?) throws -> [TicketFilter: Int] {
        var counts: [TicketFilter: Int] = [:]
        let rows = try connection.all("SELECT status, total, unassigned, unread FROM ticket_counts") { row in
            (
                status: try row[0] as TicketStatus, total: try row[1] as Int, unassigned: try row[2] as Int,
                unread: try row[3] as Int
            )
        }
        for row in rows {
            counts[row.status.filter] = row.total
            guard row.status != .archived else { continue }
            counts[.all, default: 0] += row.total
            counts[.unassigned, default: 0] += row.unassigned
            // The list leaves answered ones out: only data older than the rule that an answer reads has unread ones there.
            if row.status != .answered { counts[.unread, default: 0] += row.unread }
        }
        if let agent {
            counts[.mine] = try connection.first(TicketFilter.countMine, agent, TicketFilter.countLimit) { try $0[0] }
        }
        return counts.mapValues { min($0, TicketFilter.countLimit) }
    }
}

extension TicketStatus {
    fileprivate var filter: TicketFilter {
        switch self {
        case .open: .open
        case .answered: .answered
        case .closed: .closed
        case .archived: .archived
        }
    }
}
