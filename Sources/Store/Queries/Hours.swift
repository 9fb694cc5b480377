public import Domain

extension Reader {
    /// When the team answers; nil while nobody has said so, or in a way that is not allowed any more.
    public func teamHours() throws -> TeamHours? {
        let row = try connection.first("SELECT is_on, zone, week, exceptions, reply_en, reply_ru FROM hours") { row in
            (
                isOn: try row[0] as Bool, zone: try row[1] as String, week: try row[2] as String,
                exceptions: try row[3] as String, english: try row[4] as String, russian: try row[5] as String
            )
        }
        guard let row else { return nil }
        guard
            let hours = try? WorkingHours(
                week: WorkingHours.week(json: Array(row.week.utf8)),
                exceptions: WorkingHours.exceptions(json: Array(row.exceptions.utf8))),
            let reply = try? AwayReply(english: row.english, russian: row.russian)
        else { return nil }
        return TeamHours(isOn: row.isOn, zone: row.zone, hours: hours, reply: reply)
    }

    /// Waits that began in this time, the latest first.
    public func answerTimes(from start: Timestamp, to end: Timestamp, limit: Int) throws -> [AnswerTime] {
        try connection.all(
            """
            SELECT asked_at, answered_at FROM answer_times
            WHERE asked_at >= ? AND asked_at < ? ORDER BY asked_at DESC LIMIT ?
            """, start, end, limit
        ) { row in AnswerTime(askedAt: try row[0], answeredAt: try row[1]) }
    }

    /// When the oldest message was written that Telegram has not taken; nil if it knows all that it may be told now.
    public func oldestDelivery() throws -> Timestamp? {
        try connection.first(
            """
            SELECT m.created_at FROM deliveries d JOIN messages m ON m.ticket_id = d.ticket_id AND m.id = d.message_id
            WHERE d.parked = 0 ORDER BY d.id LIMIT 1
            """
        ) { try $0[0] }
    }

    /// What decides whether a visitor is told that nobody is there.
    public func lastHeard(in ticket: TicketID) throws -> (answeredAt: Timestamp?, awayToldAt: Timestamp?) {
        try connection.first("SELECT answered_at, away_told_at FROM tickets WHERE id = ?", ticket) { row in
            (answeredAt: try row[0], awayToldAt: try row[1])
        } ?? (nil, nil)
    }
}

extension Transaction {
    public func setTeamHours(_ hours: TeamHours) throws {
        notice.changesHours = true
        // The board in Telegram counts by them.
        notice.requested.insert(.delivery)
        try connection.execute(
            """
            INSERT INTO hours (id, is_on, zone, week, exceptions, reply_en, reply_ru) VALUES (1, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                is_on = excluded.is_on, zone = excluded.zone, week = excluded.week, exceptions = excluded.exceptions,
                reply_en = excluded.reply_en, reply_ru = excluded.reply_ru
            """, hours.isOn, hours.zone, String(decoding: hours.hours.weekJSON, as: UTF8.self),
            String(decoding: hours.hours.exceptionsJSON, as: UTF8.self), hours.reply.english, hours.reply.russian)
    }

    public func noteAwayReply(in ticket: TicketID, now: Timestamp) throws {
        try connection.execute("UPDATE tickets SET away_told_at = ? WHERE id = ?", now, ticket)
    }

    /// Forgets waits that began before this time, `limit` at most. Returns how many.
    public func removeAnswerTimes(before time: Timestamp, limit: Int) throws -> Int {
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM answer_times
            WHERE id IN (SELECT id FROM answer_times WHERE asked_at < ? ORDER BY asked_at LIMIT ?)
            """, time, limit)
        return Int(connection.totalChanges - changes)
    }
}
