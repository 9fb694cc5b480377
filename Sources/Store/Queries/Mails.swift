public import Domain

extension Reader {
    /// The mail that is due first, and when; nil if none waits.
    public func nextMail() throws -> (mail: Mail, due: Timestamp)? {
        try connection.first(
            "SELECT \(Mail.columns), mails.due_at FROM mails WHERE state = 'waiting' ORDER BY due_at LIMIT 1"
        ) { row in (try Mail(&row), try row.next()) }
    }

    public func mail(_ id: MailID) throws -> Mail? {
        try connection.first("SELECT \(Mail.columns) FROM mails WHERE id = ?", id, read: Mail.init)
    }

    /// The newest mails of a ticket, the newest first.
    public func mails(of ticket: TicketID, limit: Int) throws -> [Mail] {
        try connection.all(
            "SELECT \(Mail.columns) FROM mails WHERE ticket_id = ? ORDER BY id DESC LIMIT ?", ticket, limit,
            read: Mail.init)
    }

    /// How many mails wait although they are due, since when the first is, and how many were refused.
    public func mailCounts(now: Timestamp) throws -> (overdue: Int, oldest: Timestamp?, waiting: Int, refused: Int) {
        try connection.first(
            """
            SELECT (SELECT count(*) FROM (SELECT 1 FROM mails WHERE state = 'waiting' AND due_at <= ?1 LIMIT ?2)),
                (SELECT min(due_at) FROM mails WHERE state = 'waiting' AND due_at <= ?1),
                (SELECT count(*) FROM (SELECT 1 FROM mails WHERE state = 'waiting' LIMIT ?2)),
                (SELECT count(*) FROM (SELECT 1 FROM mails WHERE state = 'refused' LIMIT ?2))
            """, now, Backlogs.limit
        ) { row in (try row[0], try row[1], try row[2], try row[3]) } ?? (0, nil, 0, 0)
    }
}

extension Mail: StoredRow {
    static var columns: SQL.Columns {
        """
        mails.id, mails.ticket_id, mails.state, mails.first_message_id, mails.ordered_at, mails.last_message_id,
        mails.attempts, mails.ended_at, mails.reason, mails.code
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            id: try row.next(), ticket: try row.next(), state: try row.next(), first: try row.next(),
            orderedAt: try row.next(), last: try row.next(), attempts: try row.next(), endedAt: try row.next(),
            refusal: try row.next(), code: try row.next())
    }
}

extension Transaction {
    /// How long an answer may stay unread before its user is told of it by e-mail; nil for no mail at all. Kept, so that
    /// whatever writes an answer orders the mail in the same transaction.
    public func setMailDelay(_ delay: Duration?) throws {
        guard let delay else {
            // Nobody reads while mail is off what was ordered before; nobody wants it when it is on again.
            try connection.execute("DELETE FROM settings WHERE name = ?", mailDelayName)
            try connection.execute("DELETE FROM mails WHERE state = 'waiting'")
            return
        }
        try setSetting(mailDelayName, to: "\(delay.components.seconds)")
    }

    /// An answer of the staff was posted: orders a mail to its user, unless one is ordered or sent already that the user
    /// has not reacted to, mail is off, or there is no address.
    func orderMail(for message: Message, now: Timestamp) throws {
        guard let delay = try read.setting(mailDelayName).flatMap({ Int64($0) }) else { return }
        try connection.execute(
            """
            INSERT INTO mails (ticket_id, state, first_message_id, ordered_at, due_at)
            SELECT tickets.id, 'waiting', ?2, ?3, ?4 FROM tickets JOIN users ON users.id = tickets.user_id
            WHERE tickets.id = ?1 AND users.banned_at IS NULL AND (users.email IS NOT NULL OR users.external_id IS NULL
                AND EXISTS (SELECT 1 FROM contact_answers WHERE user_id = users.id AND field = 'email'))
            ON CONFLICT DO NOTHING
            """, message.ticket, message.id, now, now.advanced(by: .seconds(delay)))
        notice.requested.insert(.mailing)
    }

    /// The user has read or written: what waits is not needed any more, and the next unread answer orders anew.
    func endSilence(in ticket: TicketID) throws {
        try connection.execute(
            "DELETE FROM mails WHERE ticket_id = ? AND is_over = 0 AND state = 'waiting'", ticket)
        try connection.execute("UPDATE mails SET is_over = 1 WHERE ticket_id = ? AND is_over = 0", ticket)
    }

    /// The user has read up to `mark`. If later answers are unread, their mail waits as long as if the first of them had
    /// ordered it.
    func readMailed(in ticket: TicketID, upTo mark: MessageID) throws {
        let waiting = try connection.first(
            "SELECT first_message_id, ordered_at, due_at FROM mails WHERE ticket_id = ? AND is_over = 0", ticket
        ) { row in (first: try row[0] as MessageID, since: try row[1] as Timestamp, due: try row[2] as Timestamp) }
        guard let waiting, waiting.first <= mark else { return }
        try endSilence(in: ticket)
        guard let next = try read.unreadSupportMessages(in: ticket, limit: 1).first else { return }
        try orderMail(for: next, now: next.createdAt)
    }

    /// Takes a mail to be sent, with all answers up to `last`.
    public func beginMail(_ id: MailID, last: MessageID) throws {
        try connection.execute(
            "UPDATE mails SET state = 'sending', last_message_id = ?, attempts = attempts + 1 WHERE id = ?", last, id)
    }

    public func cancelMail(_ id: MailID) throws {
        try connection.execute("DELETE FROM mails WHERE id = ?", id)
    }

    /// The server has taken the mail. Nothing changes if its ticket was removed meanwhile.
    public func endMail(_ id: MailID, now: Timestamp) throws {
        try connection.execute("UPDATE mails SET state = 'sent', ended_at = ? WHERE id = ?", now, id)
        try showMail(id)
    }

    /// The staff see what has become of it.
    private func showMail(_ id: MailID) throws {
        guard let mail = try read.mail(id) else { return }
        try connection.execute(
            "UPDATE tickets SET mailed_up_to = ?, mail_refusal = ? WHERE id = ?", mail.last ?? mail.first, mail.refusal,
            mail.ticket)
        if let ticket = try read.ticket(mail.ticket) {
            try recordForStaff(.handling, ticket: ticket.id, .handled(ticket))
        }
    }

    /// - Parameter code: The reply code of the server that has refused it.
    public func refuseMail(_ id: MailID, _ refusal: Mail.Refusal, code: Int? = nil, now: Timestamp) throws {
        try connection.execute(
            "UPDATE mails SET state = 'refused', reason = ?, code = ?, ended_at = ? WHERE id = ?", refusal, code, now,
            id)
        try showMail(id)
    }

    /// The mail is tried again at `time`, unless the user has reacted meanwhile.
    public func delayMail(_ id: MailID, until time: Timestamp) throws {
        try connection.execute("DELETE FROM mails WHERE id = ? AND is_over = 1", id)
        try connection.execute("UPDATE mails SET state = 'waiting', due_at = ? WHERE id = ?", time, id)
        notice.requested.insert(.mailing)
    }

    /// What was being sent when the program ended is sent again: it may be there twice, and would be missing otherwise.
    public func resumeMails() throws {
        try connection.execute("DELETE FROM mails WHERE state = 'sending' AND is_over = 1")
        try connection.execute("UPDATE mails SET state = 'waiting' WHERE state = 'sending'")
    }
}

private let mailDelayName = "mail_after_seconds"
