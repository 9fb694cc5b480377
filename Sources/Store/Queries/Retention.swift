public import Domain

// What is removed by age, a little at a time. What follows from each removal is noted in the same transaction.

extension Transaction {
    /// Removes the ticket that was closed first, if that was before `time`, and its user if nothing else is stored of them.
    /// One ticket is as much as one transaction should hold.
    ///
    /// - Returns: The names of files that nothing needs any more; nil if there is no such ticket.
    public func removeClosedTicket(before time: Timestamp, now: Timestamp) throws -> [String]? {
        guard let ticket = try read.archivedTicket(closedBefore: time) ?? read.closedTicket(closedBefore: time) else {
            return nil
        }
        var removal = TicketRemoval()
        try remove(ticket.id, &removal, now: now)
        try removeUnused(ticket.user)
        notice.interrupted.append(ticket.user)
        return try removal.blobs.sorted().compactMap(removeBlob)
    }

    private func removeUnused(_ user: UserID) throws {
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM users WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM tickets WHERE user_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM attachments WHERE user_id = ?1)
            """, user)
        if connection.totalChanges > changes { try forgetInSearch(user) }
    }

    /// Takes the contents from files that were sent before `time`; their messages say so.
    ///
    /// - Returns: How many there were, and the names of files that nothing needs any more.
    public func emptyFiles(before time: Timestamp, limit: Int) throws -> (count: Int, names: [String]) {
        let rows = try connection.all(
            """
            SELECT a.id, a.blob_id, a.message_id, a.ticket_id, t.user_id
            FROM attachments a INDEXED BY attachments_by_age JOIN tickets t ON t.id = a.ticket_id
            WHERE a.blob_id IS NOT NULL AND a.message_id IS NOT NULL AND a.created_at < ?
            ORDER BY a.created_at LIMIT ?
            """, time, limit
        ) { row in
            (
                id: try row[0] as AttachmentID, blob: try row[1] as Int64, message: try row[2] as MessageID,
                ticket: try row[3] as TicketID, user: try row[4] as UserID
            )
        }
        for row in rows {
            try connection.execute(
                """
                UPDATE attachments SET size = b.size, type = b.type, width = b.width, height = b.height, blob_id = NULL,
                    telegram_file_id = NULL, failure = 'expired'
                FROM blobs b WHERE b.id = attachments.blob_id AND attachments.id = ?
                """, row.id)
        }
        var shown: Set<MessageID> = []
        for row in rows where shown.insert(row.message).inserted {
            try showAttachments(of: row.message, in: row.ticket, user: row.user)
        }
        return (rows.count, try Set(rows.map(\.blob)).sorted().compactMap(removeBlob))
    }

    /// Notes once a day how far the events have come.
    public func noteEvents(now: Timestamp) throws {
        try connection.execute(
            """
            INSERT INTO event_days (noted_at, newest) SELECT ?1, coalesce((SELECT max(id) FROM events), 0)
            WHERE NOT EXISTS (SELECT 1 FROM event_days WHERE noted_at > ?2)
            """, now, now.before(days: 1))
    }

    /// Removes events of before `time` that only tell of changes; those of messages and notes go with these. Whoever resumes
    /// from before is refused, and loads everything again.
    ///
    /// - Parameter window: How many events are looked at.
    /// - Returns: Whether there may be more.
    public func removeEvents(before time: Timestamp, window: Int) throws -> Bool {
        let end: Int64? =
            try connection.first(
                "SELECT max(newest) FROM event_days WHERE noted_at < ?", time
            ) { try $0[0] } ?? nil
        let start = try read.removedEvents().rawValue
        guard let end, end > start else { return false }
        let upTo = min(end, start + Int64(window))
        try connection.execute(
            "DELETE FROM events WHERE id > ? AND id <= ? AND kind NOT IN ('message', 'note')", start, upTo)
        try setSetting(removedEventsName, to: "\(upTo)")
        try connection.execute(
            "DELETE FROM event_days WHERE newest < ?", upTo)
        return upTo < end
    }

    /// What is removed by age was removed up to now.
    public func noteSweep(now: Timestamp) throws { try setSetting(sweptName, to: "\(now.milliseconds)") }
}

private let removedEventsName = "events_removed_up_to"
private let sweptName = "swept_at"

extension Reader {
    /// The newest event up to which those that only tell of changes were removed.
    func removedEvents() throws -> Cursor {
        Cursor(rawValue: try setting(removedEventsName).flatMap { Int64($0) } ?? 0)
    }

    /// The ticket that was closed first, of those that are archived.
    fileprivate func archivedTicket(closedBefore time: Timestamp) throws -> (id: TicketID, user: UserID)? {
        try connection.first(
            """
            SELECT id, user_id FROM tickets WHERE closed_at < ? AND archived_at IS NOT NULL ORDER BY closed_at LIMIT 1
            """, time
        ) { row in (id: try row[0], user: try row[1]) }
    }

    /// The same, of those that are not archived yet.
    fileprivate func closedTicket(closedBefore time: Timestamp) throws -> (id: TicketID, user: UserID)? {
        try connection.first(
            """
            SELECT id, user_id FROM tickets WHERE closed_at < ? AND archived_at IS NULL ORDER BY closed_at LIMIT 1
            """, time
        ) { row in (id: try row[0], user: try row[1]) }
    }

    /// When what is removed by age was removed last; nil if it never was.
    fileprivate func sweptAt() throws -> Timestamp? {
        try setting(sweptName).flatMap { Int64($0) }.map(Timestamp.init(milliseconds:))
    }

    /// How much is older than it may be. Counted up to a bound, so that it takes no time.
    fileprivate func backlog(_ policy: RetentionPolicy, now: Timestamp) throws -> RetentionBacklog {
        let limit = RetentionBacklog.mostCounted
        let tickets = try policy.closedTickets.map { days in
            try connection.first(
                """
                SELECT count(*) FROM (SELECT 1 FROM tickets WHERE closed_at < ?1 AND archived_at IS NOT NULL
                    UNION ALL SELECT 1 FROM tickets WHERE closed_at < ?1 AND archived_at IS NULL LIMIT ?2)
                """, now.before(days: days), limit
            ) { try $0[0] as Int } ?? 0
        }
        let files = try policy.files.map { days in
            try connection.first(
                """
                SELECT count(*) FROM (SELECT 1 FROM attachments
                    WHERE blob_id IS NOT NULL AND message_id IS NOT NULL AND created_at < ? LIMIT ?)
                """, now.before(days: days), limit
            ) { try $0[0] as Int } ?? 0
        }
        let updates =
            try connection.first(
                """
                SELECT count(*) FROM (SELECT 1 FROM telegram_updates
                    WHERE handled_at IS NOT NULL AND received_at < ? LIMIT ?)
                """, now.before(days: policy.updates), limit
            ) { try $0[0] as Int } ?? 0
        let events = try policy.events.map { days -> Int in
            let end: Int64? =
                try connection.first(
                    "SELECT max(newest) FROM event_days WHERE noted_at < ?", now.before(days: days)
                ) { try $0[0] } ?? nil
            return min(limit, max(0, Int((end ?? 0) - (try removedEvents().rawValue))))
        }
        return RetentionBacklog(
            sweptAt: try sweptAt(), closedTickets: tickets, files: files, updates: updates, events: events)
    }
}

/// How much a data folder has that is older than it may be.
public struct RetentionBacklog: Sendable, Equatable {
    /// Past it there are “very many”.
    public static let mostCounted = 10_000

    /// When what was too old was removed last; nil if it never was.
    public let sweptAt: Timestamp?
    /// Nil for what is kept for ever.
    public let closedTickets: Int?
    public let files: Int?
    public let updates: Int
    public let events: Int?

    public init(sweptAt: Timestamp?, closedTickets: Int?, files: Int?, updates: Int, events: Int?) {
        self.sweptAt = sweptAt
        self.closedTickets = closedTickets
        self.files = files
        self.updates = updates
        self.events = events
    }

    /// Looks into a folder without a lock. Nil if its database is not of this program's version.
    public init?(folder: String, _ policy: RetentionPolicy, now: Timestamp) throws {
        guard try StoreSummary(folder: folder)?.schema == StoreSummary.knownSchema else { return nil }
        let connection = try Connection(path: FolderFiles(folder: folder).databasePath, access: .readOnly)
        self = try Reader(connection: connection).backlog(policy, now: now)
    }
}
