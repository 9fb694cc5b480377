public import Domain

/// Why a delivery does not go at present.
enum Parking: Int {
    /// It goes.
    case none
    /// Its network has as many first contacts under way as it may.
    case untilBudget
    /// Its user is banned.
    case banned
}

extension Transaction {
    /// What waits of the ticket for its network's allowance goes now.
    func unpark(_ ticket: TicketID) throws {
        try connection.execute(
            "UPDATE deliveries SET parked = 0 WHERE parked = ? AND ticket_id = ?", Parking.untilBudget.rawValue, ticket)
        // It may be another bot's, whose worker sleeps.
        notice.requested.insert(.delivery)
    }

    /// A first contact of the network is through: the next one that waits in the panel goes.
    func unparkNext(of network: Int64) throws {
        let next = try connection.first(
            "SELECT ticket_id FROM deliveries WHERE network = ? AND parked = ? ORDER BY ticket_id LIMIT 1", network,
            Parking.untilBudget.rawValue
        ) { try $0[0] as TicketID }
        guard let next, try isRoomForContact(of: network) else { return }
        try unpark(next)
    }

    /// What waits of a banned user does not go. What the staff wrote does.
    func park(_ user: UserID) throws {
        let networks = try connection.all(
            """
            SELECT DISTINCT d.network FROM tickets k JOIN deliveries d ON d.parked IN (0, 1) AND d.ticket_id = k.id
            WHERE k.user_id = ? AND d.network IS NOT NULL
            """, user
        ) { try $0[0] as Int64 }
        try connection.execute(
            """
            UPDATE deliveries SET parked = ? WHERE parked IN (0, 1)
                AND ticket_id IN (SELECT id FROM tickets WHERE user_id = ?)
                AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.ticket_id = deliveries.ticket_id
                    AND m.id = deliveries.message_id AND m.author <> 'user')
            """, Parking.banned.rawValue, user)
        backlog.left()
        for network in networks { try unparkNext(of: network) }
    }

    /// What waited of a user who was banned goes after all.
    func unpark(_ user: UserID) throws {
        try connection.execute(
            """
            UPDATE deliveries SET parked = 0
            WHERE parked = ? AND ticket_id IN (SELECT id FROM tickets WHERE user_id = ?)
            """, Parking.banned.rawValue, user)
        backlog.forget()
        notice.requested.insert(.delivery)
    }
}

extension Reader {
    /// Messages of the ticket that wait for the end of a ban.
    public func parkedMessages(of ticket: TicketID) throws -> Int {
        try connection.first(
            """
            SELECT coalesce(sum(max(more, 1)), 0) FROM deliveries
            WHERE parked = ? AND ticket_id = ? AND message_id IS NOT NULL
            """, Parking.banned.rawValue, ticket
        ) { try $0[0] } ?? 0
    }
}
