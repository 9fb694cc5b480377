public import Domain

/// Conversations that somebody new has begun.
public struct FirstContacts: Sendable, Equatable {
    /// How many of late.
    public let recent: Int
    /// How many wait for a topic of their own.
    public let waiting: Int

    public init(recent: Int, waiting: Int) {
        self.recent = recent
        self.waiting = waiting
    }
}

extension Reader {
    /// Counts first contacts since `time`, and those of which the staff's group knows nothing yet; not those of the banned,
    /// of which it shall know nothing. Looks at the newest thousand: whoever counts wants to know whether there are many.
    public func firstContacts(since time: Timestamp) throws -> FirstContacts {
        let recent =
            try connection.first(
                "SELECT count(*) FROM (SELECT created_at FROM tickets ORDER BY id DESC LIMIT 1000) WHERE created_at >= ?",
                time
            ) { try $0[0] as Int } ?? 0
        let waiting =
            try connection.first(
                """
                SELECT count(*) FROM (SELECT id FROM tickets ORDER BY id DESC LIMIT 1000) AS k
                WHERE NOT EXISTS (SELECT 1 FROM topics t WHERE t.ticket_id = k.id)
                    AND EXISTS (SELECT 1 FROM deliveries d WHERE d.parked IN (0, 1) AND d.ticket_id = k.id)
                """
            ) { try $0[0] as Int } ?? 0
        return FirstContacts(recent: recent, waiting: waiting)
    }
}
