public import Domain

extension Reader {
    public func apiKey(hash: [UInt8]) throws -> APIKey? {
        try connection.first(
            """
            SELECT \(APIKey.columns) FROM api_keys LEFT JOIN agents ON agents.id = api_keys.made_by
            WHERE api_keys.key_hash = ?
            """, hash, read: APIKey.init)
    }

    public func apiKey(_ id: APIKeyID) throws -> APIKey? {
        try connection.first(
            """
            SELECT \(APIKey.columns) FROM api_keys LEFT JOIN agents ON agents.id = api_keys.made_by
            WHERE api_keys.id = ?
            """, id, read: APIKey.init)
    }

    /// All keys, `limit` at most, the newest first.
    public func apiKeys(limit: Int) throws -> [APIKey] {
        try connection.all(
            """
            SELECT \(APIKey.columns) FROM api_keys LEFT JOIN agents ON agents.id = api_keys.made_by
            ORDER BY api_keys.id DESC LIMIT ?
            """, limit, read: APIKey.init)
    }
}

extension APIKey: StoredRow {
    /// With those of the agent who made it.
    static var columns: SQL.Columns {
        """
        api_keys.id, api_keys.name, api_keys.role, agents.id, agents.name, agents.role, agents.disabled_at IS NOT NULL,
        api_keys.created_at, api_keys.last_used_day
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            id: try row.next(), name: try row.next(), role: try row.next(), maker: try Maker(&row),
            createdAt: try row.next(), lastUsedDay: try row.next())
    }
}

extension APIKey.Maker {
    fileprivate init?(_ row: inout Row) throws {
        let (id, name, role): (AgentID?, String?, AgentRole?) = (try row.next(), try row.next(), try row.next())
        let isDisabled: Bool = try row.next()
        guard let id, let name, let role else { return nil }
        self.init(agent: Agent(id: id, name: name), role: role, isDisabled: isDisabled)
    }
}

extension Transaction {
    /// - Parameter maker: Nil for the operator.
    public func makeAPIKey(
        _ name: AgentName, hash: [UInt8], role: AgentRole, by maker: AgentID?, now: Timestamp
    ) throws -> APIKey {
        try connection.execute(
            "INSERT INTO api_keys (name, key_hash, role, made_by, created_at) VALUES (?, ?, ?, ?, ?)", name.text, hash,
            role, maker, now)
        guard let key = try read.apiKey(hash: hash) else { throw StoreError.unexpectedValue(column: 0) }
        return key
    }

    /// Ends every key that the agent has made.
    public func removeAPIKeys(of maker: AgentID) throws {
        try connection.execute("DELETE FROM api_keys WHERE made_by = ?", maker)
        notice.interruptsStaff = true
    }

    /// Returns whether there was one.
    public func removeAPIKey(_ id: APIKeyID) throws -> Bool {
        let changes = connection.totalChanges
        try connection.execute("DELETE FROM api_keys WHERE id = ?", id)
        notice.interruptsStaff = true
        return connection.totalChanges > changes
    }

    public func noteUse(of key: APIKeyID, day: Timestamp) throws {
        try connection.execute("UPDATE api_keys SET last_used_day = ? WHERE id = ?", day, key)
    }
}
