public import Domain

/// A session with what a request in its name needs to know.
public struct SessionState: Sendable, Equatable {
    public let session: Session
    public let user: User
    public let isBanned: Bool
    /// The widget's running conversation, if there has been a message yet.
    public let chat: TicketID?
}

extension Reader {
    /// The session whose token has this hash, expired or not.
    public func session(tokenHash: [UInt8]) throws -> SessionState? {
        try connection.first(
            """
            SELECT \(User.columns), sessions.id, sessions.expires_at, users.banned_at IS NOT NULL, users.chat_ticket_id
            FROM sessions JOIN users ON users.id = sessions.user_id WHERE sessions.token_hash = ?
            """, tokenHash
        ) { row in
            let user = try User(&row)
            return SessionState(
                session: Session(id: try row.next(), user: user.id, expiresAt: try row.next()), user: user,
                isBanned: try row.next(), chat: try row.next())
        }
    }

    /// What the user's newest session said of its browser.
    public func visitorContext(of user: UserID) throws -> VisitorContext? {
        try connection.first(
            """
            SELECT page_url, page_title, referrer, user_agent, locale FROM sessions
            WHERE user_id = ? ORDER BY id DESC LIMIT 1
            """, user
        ) { row in
            VisitorContext(
                pageURL: try row[0], pageTitle: try row[1], referrer: try row[2], userAgent: try row[3],
                locale: try row[4])
        }
    }
}

extension Transaction {
    /// A new anonymous user with one session.
    public func openSession(
        tokenHash: [UInt8], context: VisitorContext, now: Timestamp
    ) throws -> SessionState {
        let user = User(id: try makeUser(now: now), externalID: nil, name: nil, email: nil, createdAt: now)
        return try openSession(of: user, tokenHash: tokenHash, context: context, now: now)
    }

    /// Another session of a user.
    public func openSession(
        of user: User, tokenHash: [UInt8], context: VisitorContext, now: Timestamp
    ) throws -> SessionState {
        let expiresAt = now.advanced(by: try lifetime(ofSessionsOf: user.id))
        try connection.execute(
            """
            INSERT INTO sessions (token_hash, user_id, created_at, expires_at, page_url, page_title, referrer, user_agent,
                locale) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, tokenHash, user.id, now, expiresAt, context.pageURL, context.pageTitle, context.referrer,
            context.userAgent, context.locale)
        guard let state = try read.session(tokenHash: tokenHash) else { throw StoreError.unexpectedValue(column: 0) }
        return state
    }

    /// Gives the session its full lifetime again, and stores where its visitor is now.
    public func renewSession(_ id: SessionID, context: VisitorContext, now: Timestamp) throws {
        let user = try connection.first("SELECT user_id FROM sessions WHERE id = ?", id) { try $0[0] as UserID }
        guard let user else { return }
        let expiresAt = now.advanced(by: try lifetime(ofSessionsOf: user))
        try connection.execute(
            """
            UPDATE sessions SET expires_at = ?, page_url = coalesce(?, page_url), page_title = coalesce(?, page_title),
                referrer = coalesce(referrer, ?), user_agent = coalesce(?, user_agent), locale = coalesce(?, locale)
            WHERE id = ?
            """, expiresAt, context.pageURL, context.pageTitle, context.referrer, context.userAgent, context.locale,
            id)
    }

    private func lifetime(ofSessionsOf user: UserID) throws -> Duration {
        let isUsed = try connection.first(
            """
            SELECT coalesce(external_id, claimed_id) IS NOT NULL OR EXISTS (SELECT 1 FROM tickets WHERE user_id = ?1)
            FROM users WHERE id = ?1
            """, user
        ) { try $0[0] as Bool }
        return isUsed == true ? Session.lifetime : Session.unusedLifetime
    }

    /// The user has written, so that their sessions are worth their full lifetime.
    func prolongSessions(of user: UserID, now: Timestamp) throws {
        try connection.execute(
            "UPDATE sessions SET expires_at = max(expires_at, ?) WHERE user_id = ?", now.advanced(by: Session.lifetime),
            user)
    }

    /// Removes expired sessions, `limit` at most, and the users whom nothing else refers to. Returns how many sessions
    /// went.
    public func removeExpiredSessions(now: Timestamp, limit: Int) throws -> Int {
        let expired = try connection.all(
            "SELECT id, user_id FROM sessions WHERE expires_at < ? ORDER BY expires_at LIMIT ?", now, limit
        ) { row in (session: try row[0] as SessionID, user: try row[1] as UserID) }
        for (session, user) in expired { try removeSession(session, of: user) }
        return expired.count
    }

    /// Browsers of one person; past it those that were not used for longest end.
    private static let mostSessions = 50

    /// Ends the sessions of a user that are too many.
    public func boundSessions(of user: UserID) throws {
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM sessions WHERE user_id = ?1 AND id NOT IN (
                SELECT id FROM sessions WHERE user_id = ?1 ORDER BY expires_at DESC, id DESC LIMIT ?2)
            """, user, Self.mostSessions)
        if connection.totalChanges > changes { notice.interrupted.append(user) }
    }

    /// Ends a session at once, and removes its user if nothing else refers to them.
    public func endSession(_ session: Session) throws {
        try removeSession(session.id, of: session.user)
        notice.interrupted.append(session.user)
    }

    private func removeSession(_ session: SessionID, of user: UserID) throws {
        try connection.execute("DELETE FROM sessions WHERE id = ?", session)
        // Nobody can send them any more, and they would keep their user.
        try connection.execute(
            """
            DELETE FROM attachments WHERE user_id = ?1 AND message_id IS NULL AND brought_by IS NULL
                AND NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = ?1)
            """, user)
        try connection.execute(
            """
            DELETE FROM users WHERE id = ?1 AND external_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM tickets WHERE user_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = ?1)
            """, user)
    }
}
