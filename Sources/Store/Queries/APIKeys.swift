public import Domain

extension Reader {
    public func apiKey(hash: [UInt8]) throws -> APIKey? {
        try connection.first(
            """
            SELECT k.id, k.name, k.role, k.created_at, k.last_used_day, a.id, a.name, a.role, a.disabled_at IS NOT NULL
            FROM api_keys k LEFT JOIN agents a ON a.id = k.made_by
            WHERE k.key_hash = ?
            """, hash, read: apiKey)
    }

    /// All keys, `limit` at most, the newest first.
    public func apiKeys(limit: Int) throws -> [APIKey] {
        try connection.all(
            """
            SELECT k.id, k.name, k.role, k.created_at, k.last_used_day, a.id, a.name, a.role, a.disabled_at IS NOT NULL
            FROM api_keys k LEFT JOIN agents a ON a.id = k.made_by
            ORDER BY k.id DESC LIMIT ?
            """, limit, read: apiKey)
    }

    private func apiKey(_ row: Row) throws -> APIKey {
        let maker: APIKey.Maker? =
            if let agent = try row[5] as AgentID? {
                APIKey.Maker(agent: Agent(id: agent, name: try row[6]), role: try row[7], isDisabled: try row[8])
            } else {
                nil
            }
        return APIKey(
            id: try row[0], name: try row[1], role: try row[2], maker: maker, createdAt: try row[3],
            lastUsedDay: try row[4])
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
