public import Domain

extension Reader {
    public func user(_ id: UserID) throws -> User? {
        try connection.first("SELECT \(User.columns) FROM users WHERE id = ?", id, read: User.init)
    }

    public func isBanned(_ user: UserID) throws -> Bool {
        try connection.first("SELECT banned_at IS NOT NULL FROM users WHERE id = ?", user) { try $0[0] } ?? false
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
}

extension User: StoredRow {
    /// Whom the site has not vouched for is called what they call themselves in the contact form, unless somebody else has said
    /// it. An answer never stands in the place of what the site has signed.
    static var columns: SQL.Columns {
        """
        users.id, coalesce(users.external_id, users.claimed_id),
        coalesce(users.name, CASE WHEN users.external_id IS NULL THEN
            (SELECT value FROM contact_answers WHERE user_id = users.id AND field = 'name') END),
        coalesce(users.email, CASE WHEN users.external_id IS NULL THEN
            (SELECT value FROM contact_answers WHERE user_id = users.id AND field = 'email') END),
        users.created_at, users.avatar_url, users.member_id, users.external_id IS NOT NULL,
        (SELECT value FROM contact_answers WHERE user_id = users.id AND field = 'phone')
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            id: try row.next(), externalID: try row.next(), name: try row.next(), email: try row.next(),
            createdAt: try row.next(), avatarURL: try row.next(), memberID: try row.next(), isVerified: try row.next(),
            phone: try row.next())
    }
}

extension Transaction {
    /// A new user without sessions. The number of somebody who was erased is not given again: who asks twice for an erasure
    /// must not meet another person.
    public func makeUser(now: Timestamp) throws -> UserID {
        try connection.insert(
            """
            INSERT INTO users (id, created_at) VALUES (
                1 + max((SELECT coalesce(max(id), 0) FROM users), (SELECT coalesce(max(user_id), 0) FROM erasures)), ?)
            """, now)
    }

    /// Keeps what the host site says of the user. A name that it does not say stays; the rest is as it says. Topics
    /// follow if they show something else.
    public func setIdentity(_ identity: VisitorIdentity, of user: UserID, now: Timestamp) throws {
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
        try setAttributes(of: identity, for: user, now: now)
    }

    public func markTopicsStale(of user: UserID) throws {
        try connection.execute(
            "UPDATE topics SET is_stale = 1 WHERE ticket_id IN (SELECT id FROM tickets WHERE user_id = ?)", user)
        notice.requested.insert(.delivery)
    }
}
