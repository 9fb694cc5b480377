public import Domain

/// What an agent's sign-in is checked against.
public struct AgentCredentials: Sendable {
    public let account: AgentAccount
    public let passwordHash: String?
}

extension Reader {
    public func account(_ id: AgentID) throws -> AgentAccount? {
        try connection.first(
            """
            SELECT id, name, login, role, disabled_at IS NOT NULL, password_hash IS NOT NULL,
                totp_confirmed_at IS NOT NULL, telegram_user_id, created_at
            FROM agents WHERE id = ?
            """, id, read: account)
    }

    public func credentials(login: String) throws -> AgentCredentials? {
        try connection.first(
            """
            SELECT id, name, login, role, disabled_at IS NOT NULL, password_hash IS NOT NULL,
                totp_confirmed_at IS NOT NULL, telegram_user_id, created_at, password_hash
            FROM agents WHERE login = ?
            """, login
        ) { row in AgentCredentials(account: try account(row), passwordHash: try row[9]) }
    }

    /// All of the staff, `limit` at most, in the order in which they came.
    public func accounts(limit: Int) throws -> [AgentAccount] {
        try connection.all(
            """
            SELECT id, name, login, role, disabled_at IS NOT NULL, password_hash IS NOT NULL,
                totp_confirmed_at IS NOT NULL, telegram_user_id, created_at
            FROM agents ORDER BY id LIMIT ?
            """, limit, read: account)
    }

    func account(_ row: Row) throws -> AgentAccount {
        AgentAccount(
            agent: Agent(id: try row[0], name: try row[1]), login: try row[2], role: try row[3],
            isDisabled: try row[4], hasPassword: try row[5], hasSecondFactor: try row[6], telegramUser: try row[7],
            createdAt: try row[8])
    }
}

extension Transaction {
    /// - Throws: ``DeskError/nameTaken``
    public func makeAccount(_ name: AgentName, role: AgentRole, now: Timestamp) throws -> AgentID {
        guard try read.credentials(login: name.login) == nil else { throw DeskError.nameTaken }
        try connection.execute(
            "INSERT INTO agents (name, login, role, created_at) VALUES (?, ?, ?, ?)", name.text, name.login, role, now)
        return AgentID(rawValue: connection.lastInsertedKey)
    }

    /// Another name to show and to sign in with.
    ///
    /// - Throws: ``DeskError/nameTaken``
    public func rename(_ agent: AgentID, to name: AgentName) throws {
        let owner = try read.credentials(login: name.login)?.account.agent.id
        guard owner == nil || owner == agent else { throw DeskError.nameTaken }
        try connection.execute("UPDATE agents SET name = ?, login = ? WHERE id = ?", name.text, name.login, agent)
    }

    public func setRole(_ role: AgentRole, of agent: AgentID) throws {
        try connection.execute("UPDATE agents SET role = ? WHERE id = ?", role, agent)
        notice.interruptsStaff = true
    }

    /// Who is disabled is signed out everywhere, and can't sign in.
    public func setDisabled(_ isDisabled: Bool, agent: AgentID, now: Timestamp) throws {
        try connection.execute(
            "UPDATE agents SET disabled_at = CASE WHEN ? THEN coalesce(disabled_at, ?) END WHERE id = ?", isDisabled,
            now, agent)
        if isDisabled {
            try connection.execute("DELETE FROM invitations WHERE agent_id = ?", agent)
            try endSessions(of: agent)
        }
    }

    /// What this Telegram account writes is the agent's from now on. Whoever it was before, known from Telegram only,
    /// gives up what they had taken.
    ///
    /// - Throws: ``DeskError/telegramTaken``
    public func link(_ agent: AgentID, telegramUser: Int64, now: Timestamp) throws {
        let known = try connection.first(
            "SELECT id, login IS NOT NULL FROM agents WHERE telegram_user_id = ?", telegramUser
        ) { row in (id: try row[0] as AgentID, hasAccount: try row[1] as Bool) }
        if let known, known.id != agent {
            guard !known.hasAccount else { throw DeskError.telegramTaken }
            try connection.execute("UPDATE agents SET telegram_user_id = NULL WHERE id = ?", known.id)
            try connection.execute(
                "UPDATE tickets SET assigned_agent_id = ? WHERE assigned_agent_id = ?", agent, known.id)
            try setDisabled(true, agent: known.id, now: now)
        }
        try connection.execute("UPDATE agents SET telegram_user_id = ? WHERE id = ?", telegramUser, agent)
    }

    public func setPasswordHash(_ hash: String?, of agent: AgentID) throws {
        try connection.execute("UPDATE agents SET password_hash = ? WHERE id = ?", hash, agent)
    }

    /// A link for the agent to set a password with, in place of any before.
    public func setInvitation(tokenHash: [UInt8], agent: AgentID, expiresAt: Timestamp) throws {
        try connection.execute(
            "INSERT OR REPLACE INTO invitations (agent_id, token_hash, expires_at) VALUES (?, ?, ?)", agent, tokenHash,
            expiresAt)
    }

    public func removeInvitation(of agent: AgentID) throws {
        try connection.execute("DELETE FROM invitations WHERE agent_id = ?", agent)
    }

    /// Removes what is too old to be used. Returns how many rows went.
    public func removeExpiredStaffSecrets(now: Timestamp, limit: Int) throws -> Int {
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM agent_sessions WHERE id IN (
                SELECT id FROM agent_sessions WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)
            """, now, limit)
        try connection.execute("DELETE FROM invitations WHERE expires_at <= ?", now)
        return Int(connection.totalChanges - changes)
    }
}

extension Reader {
    /// Whom an invitation that may be used now is for.
    public func invited(tokenHash: [UInt8], now: Timestamp) throws -> AgentID? {
        try connection.first(
            """
            SELECT i.agent_id FROM invitations i JOIN agents a ON a.id = i.agent_id
            WHERE i.token_hash = ? AND i.expires_at > ? AND a.disabled_at IS NULL
            """, tokenHash, now
        ) { try $0[0] }
    }
}
