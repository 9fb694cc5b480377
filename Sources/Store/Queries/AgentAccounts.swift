public import Domain

/// What an agent's sign-in is checked against.
public struct AgentCredentials: Sendable {
    public let account: AgentAccount
    public let passwordHash: String?
}

extension Reader {
    public func account(_ id: AgentID) throws -> AgentAccount? {
        try connection.first(
            "SELECT \(AgentAccount.columns) FROM agents WHERE id = ?", id, read: AgentAccount.init)
    }

    public func credentials(of agent: AgentID) throws -> AgentCredentials? {
        try connection.first(
            "SELECT \(AgentAccount.columns), agents.password_hash FROM agents WHERE id = ?", agent
        ) { row in AgentCredentials(account: try AgentAccount(&row), passwordHash: try row.next()) }
    }

    /// Who signs in with this.
    public func agent(login: AgentLogin) throws -> AgentID? {
        try connection.first("SELECT id FROM agents WHERE login = ?", login.text) { try $0[0] }
    }

    /// Who has an account and is called so; large and small letters are one. There are few accounts.
    func agent(named name: AgentName) throws -> AgentID? {
        let all = try connection.all("SELECT id, name FROM agents WHERE login IS NOT NULL") { row in
            (id: try row[0] as AgentID, name: try row[1] as String)
        }
        return all.first { $0.name.lowercased() == name.text.lowercased() }?.id
    }

    /// All of the staff, `limit` at most, in the order in which they came.
    public func accounts(limit: Int) throws -> [AgentAccount] {
        try connection.all(
            "SELECT \(AgentAccount.columns) FROM agents ORDER BY id LIMIT ?", limit, read: AgentAccount.init)
    }
}

extension AgentAccount: StoredRow {
    static var columns: SQL.Columns {
        """
        agents.id, agents.name, agents.login, agents.role, agents.disabled_at IS NOT NULL,
        agents.password_hash IS NOT NULL, agents.totp_confirmed_at IS NOT NULL, agents.telegram_user_id,
        agents.created_at
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            agent: Agent(id: try row.next(), name: try row.next()), login: try row.next(), role: try row.next(),
            isDisabled: try row.next(), hasPassword: try row.next(), hasSecondFactor: try row.next(),
            telegramUser: try row.next(), createdAt: try row.next())
    }
}

extension Transaction {
    /// - Throws: ``DeskError/nameTaken``, ``DeskError/loginTaken``, ``DeskError/loginIsName``
    public func makeAccount(_ name: AgentName, login: AgentLogin, role: AgentRole, now: Timestamp) throws -> AgentID {
        guard try read.agent(named: name) == nil else { throw DeskError.nameTaken }
        guard try read.agent(login: login) == nil else { throw DeskError.loginTaken }
        let agent: AgentID = try connection.insert(
            "INSERT INTO agents (name, login, role, created_at) VALUES (?, ?, ?, ?)", name.text, login.text, role, now)
        try refuseLoginLikeName(of: agent)
        return agent
    }

    /// Another name to show.
    ///
    /// - Throws: ``DeskError/nameTaken``, ``DeskError/loginIsName``
    public func rename(_ agent: AgentID, to name: AgentName) throws {
        let owner = try read.agent(named: name)
        guard owner == nil || owner == agent else { throw DeskError.nameTaken }
        let before = try read.account(agent)?.agent.name
        try connection.execute("UPDATE agents SET name = ? WHERE id = ?", name.text, agent)
        // Who signed in with their name before there were logins keeps it, however it is spelled now.
        if before?.lowercased() != name.text.lowercased() { try refuseLoginLikeName(of: agent) }
    }

    /// Another word to sign in with.
    ///
    /// - Throws: ``DeskError/loginTaken``, ``DeskError/loginIsName``
    public func setLogin(_ login: AgentLogin, of agent: AgentID) throws {
        let owner = try read.agent(login: login)
        guard owner == nil || owner == agent else { throw DeskError.loginTaken }
        try connection.execute("UPDATE agents SET login = ? WHERE id = ?", login.text, agent)
        try refuseLoginLikeName(of: agent)
    }

    private func refuseLoginLikeName(of agent: AgentID) throws {
        guard let account = try read.account(agent) else { return }
        guard account.login != account.agent.name.lowercased() else { throw DeskError.loginIsName }
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
            """
            INSERT INTO invitations (agent_id, token_hash, expires_at) VALUES (?, ?, ?)
            ON CONFLICT (agent_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
            """, agent, tokenHash,
            expiresAt)
    }

    /// What this Telegram account writes is not the agent's any more.
    public func unlinkTelegram(_ agent: AgentID) throws {
        try connection.execute("UPDATE agents SET telegram_user_id = NULL WHERE id = ?", agent)
    }

    public func removeInvitation(of agent: AgentID) throws {
        try connection.execute("DELETE FROM invitations WHERE agent_id = ?", agent)
    }

    /// Removes what is too old to be used. Returns how many rows went.
    ///
    /// - Parameter places: places that were last used before this are forgotten.
    public func removeExpiredStaffSecrets(now: Timestamp, places: Timestamp, limit: Int) throws -> Int {
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM agent_sessions WHERE id IN (
                SELECT id FROM agent_sessions WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)
            """, now, limit)
        try connection.execute("DELETE FROM invitations WHERE expires_at <= ?", now)
        try connection.execute("DELETE FROM known_places WHERE used_at < ?", places)
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
