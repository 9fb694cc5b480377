public import Domain

extension Reader {
    public func user(_ id: UserID) throws -> User? {
        try connection.first(
            """
            SELECT id, coalesce(external_id, claimed_id), name, email, created_at, avatar_url, member_id,
                external_id IS NOT NULL
            FROM users WHERE id = ?
            """, id, read: user)
    }

    /// The user that the host site means.
    public func user(of identity: VisitorIdentity) throws -> UserID? {
        if identity.isVerified {
            try connection.first("SELECT id FROM users WHERE external_id = ?", identity.externalID) { try $0[0] }
        } else {
            try connection.first("SELECT id FROM users WHERE claimed_id = ?", identity.externalID) { try $0[0] }
        }
    }

    /// The user's running conversation in the widget.
    public func chat(of user: UserID) throws -> TicketID? {
        try connection.first("SELECT chat_ticket_id FROM users WHERE id = ?", user) { try $0[0] as TicketID? } ?? nil
    }

    func user(_ row: Row) throws -> User {
        User(
            id: try row[0], externalID: try row[1], name: try row[2], email: try row[3], createdAt: try row[4],
            avatarURL: try row[5], memberID: try row[6], isVerified: try row[7])
    }
}

extension Transaction {
    /// A new user without sessions.
    public func makeUser(now: Timestamp) throws -> UserID {
        try connection.execute("INSERT INTO users (created_at) VALUES (?)", now)
        return UserID(rawValue: connection.lastInsertedKey)
    }

    /// Keeps what the host site says of the user. A name that it does not say stays; the rest is as it says. Topics
    /// follow if they show something else.
    public func setIdentity(_ identity: VisitorIdentity, of user: UserID) throws {
        let before = connection.totalChanges
        try connection.execute(
            """
            UPDATE users SET external_id = ?2, claimed_id = ?3, name = coalesce(?4, name), email = ?5, avatar_url = ?6,
                member_id = ?7
            WHERE id = ?1 AND (external_id IS NOT ?2 OR claimed_id IS NOT ?3 OR name IS NOT coalesce(?4, name)
                OR email IS NOT ?5 OR avatar_url IS NOT ?6 OR member_id IS NOT ?7)
            """, user, identity.isVerified ? identity.externalID : nil,
            identity.isVerified ? nil : identity.externalID, identity.name, identity.email, identity.avatarURL,
            identity.memberID)
        if connection.totalChanges > before { try markTopicsStale(of: user) }
    }

    func markTopicsStale(of user: UserID) throws {
        try connection.execute(
            "UPDATE topics SET is_stale = 1 WHERE ticket_id IN (SELECT id FROM tickets WHERE user_id = ?)", user)
        notice.requested.insert(.delivery)
    }
}
