public import Domain

extension Reader {
    /// The session whose token has this hash, expired or not, and whose it is.
    public func agentSession(tokenHash: [UInt8]) throws -> (session: AgentSession, account: AgentAccount)? {
        try connection.first(
            """
            SELECT \(AgentSession.columns), \(AgentAccount.columns)
            FROM agent_sessions JOIN agents ON agents.id = agent_sessions.agent_id WHERE agent_sessions.token_hash = ?
            """, tokenHash
        ) { row in (try AgentSession(&row), try AgentAccount(&row)) }
    }

    /// The agent's newest sessions first, `limit` at most.
    public func agentSessions(of agent: AgentID, limit: Int) throws -> [AgentSession] {
        try connection.all(
            """
            SELECT \(AgentSession.columns) FROM agent_sessions WHERE agent_id = ? ORDER BY id DESC LIMIT ?
            """, agent, limit, read: AgentSession.init)
    }

    /// When a session of each agent was used last; who has none is missing.
    public func lastSeen() throws -> [AgentID: Timestamp] {
        let seen: [(AgentID, Timestamp)] = try connection.all(
            "SELECT agent_id, max(used_at) FROM agent_sessions GROUP BY agent_id"
        ) { row in (try row[0], try row[1]) }
        return Dictionary(uniqueKeysWithValues: seen)
    }
}

extension AgentSession: StoredRow {
    static var columns: SQL.Columns {
        """
        agent_sessions.id, agent_sessions.agent_id, agent_sessions.created_at, agent_sessions.used_at,
        agent_sessions.expires_at, agent_sessions.user_agent
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            id: try row.next(), agent: try row.next(), createdAt: try row.next(), usedAt: try row.next(),
            expiresAt: try row.next(), userAgent: try row.next())
    }
}

extension Transaction {
    /// Sessions of one agent at the same time; past it the oldest end.
    private static let mostSessions = 20

    public func openAgentSession(
        of agent: AgentID, tokenHash: [UInt8], userAgent: String?, lifetime: Duration = AgentSession.lifetime,
        now: Timestamp
    ) throws {
        try connection.execute(
            """
            INSERT INTO agent_sessions (token_hash, agent_id, created_at, used_at, expires_at, user_agent)
            VALUES (?, ?, ?, ?, ?, ?)
            """, tokenHash, agent, now, now, now.advanced(by: lifetime), userAgent)
        try connection.execute(
            """
            DELETE FROM agent_sessions WHERE agent_id = ?1 AND id NOT IN (
                SELECT id FROM agent_sessions WHERE agent_id = ?1 ORDER BY id DESC LIMIT ?2)
            """, agent, Self.mostSessions)
    }

    /// The session was used; so it lives on.
    public func renewAgentSession(_ id: AgentSessionID, now: Timestamp) throws {
        try connection.execute("UPDATE agent_sessions SET used_at = ? WHERE id = ? AND used_at < ?", now, id, now)
    }

    /// Ends one session of the agent. Returns whether there was one.
    public func endSession(_ id: AgentSessionID, of agent: AgentID) throws -> Bool {
        let changes = connection.totalChanges
        try connection.execute("DELETE FROM agent_sessions WHERE id = ? AND agent_id = ?", id, agent)
        notice.interruptsStaff = true
        return connection.totalChanges > changes
    }

    /// Ends all sessions of the agent but one.
    public func endSessions(of agent: AgentID, except kept: AgentSessionID? = nil) throws {
        try connection.execute("DELETE FROM agent_sessions WHERE agent_id = ? AND id IS NOT ?", agent, kept)
        notice.interruptsStaff = true
    }
}
