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
            SELECT s.id, s.user_id, s.expires_at, u.external_id, u.name, u.email, u.created_at, u.banned_at IS NOT NULL,
                u.chat_ticket_id
            FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ?
            """, tokenHash
        ) { row in
            SessionState(
                session: Session(id: try row[0], user: try row[1], expiresAt: try row[2]),
                user: User(
                    id: try row[1], externalID: try row[3], name: try row[4], email: try row[5], createdAt: try row[6]),
                isBanned: try row[7],
                chat: try row[8])
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

    public func user(_ id: UserID) throws -> User? {
        try connection.first("SELECT external_id, name, email, created_at FROM users WHERE id = ?", id) { row in
            User(id: id, externalID: try row[0], name: try row[1], email: try row[2], createdAt: try row[3])
        }
    }
}

extension Transaction {
    /// A new anonymous user with one session.
    public func openSession(
        tokenHash: [UInt8], context: VisitorContext, now: Timestamp
    ) throws -> SessionState {
        try connection.execute("INSERT INTO users (created_at) VALUES (?)", now)
        let user = User(
            id: UserID(rawValue: connection.lastInsertedKey), externalID: nil, name: nil, email: nil, createdAt: now)
        let expiresAt = now.advanced(by: Session.lifetime)
        try connection.execute(
            """
            INSERT INTO sessions (token_hash, user_id, created_at, expires_at, page_url, page_title, referrer, user_agent,
                locale) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, tokenHash, user.id, now, expiresAt, context.pageURL, context.pageTitle, context.referrer,
            context.userAgent, context.locale)
        let session = Session(
            id: SessionID(rawValue: connection.lastInsertedKey), user: user.id, expiresAt: expiresAt)
        return SessionState(session: session, user: user, isBanned: false, chat: nil)
    }

    /// Gives the session its full lifetime again, and stores where its visitor is now.
    public func renewSession(_ id: SessionID, context: VisitorContext, now: Timestamp) throws {
        try connection.execute(
            """
            UPDATE sessions SET expires_at = ?, page_url = coalesce(?, page_url), page_title = coalesce(?, page_title),
                referrer = coalesce(referrer, ?), user_agent = coalesce(?, user_agent), locale = coalesce(?, locale)
            WHERE id = ?
            """, now.advanced(by: Session.lifetime), context.pageURL, context.pageTitle, context.referrer,
            context.userAgent, context.locale, id)
    }

    /// Removes expired sessions, `limit` at most, and the users whom nothing else refers to. Returns how many sessions
    /// went.
    public func removeExpiredSessions(now: Timestamp, limit: Int) throws -> Int {
        let expired = try connection.all(
            "SELECT id, user_id FROM sessions WHERE expires_at < ? ORDER BY expires_at LIMIT ?", now, limit
        ) { row in (session: try row[0] as SessionID, user: try row[1] as UserID) }
        for (session, user) in expired {
            try connection.execute("DELETE FROM sessions WHERE id = ?", session)
            try connection.execute(
                """
                DELETE FROM users WHERE id = ?1 AND external_id IS NULL
                    AND NOT EXISTS (SELECT 1 FROM tickets WHERE user_id = ?1)
                    AND NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = ?1)
                """, user)
        }
        return expired.count
    }
}
