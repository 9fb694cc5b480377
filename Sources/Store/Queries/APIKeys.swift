public import Domain

extension Reader {
    public func apiKey(hash: [UInt8]) throws -> APIKey? {
        try connection.first(
            "SELECT id, name, role, created_at, last_used_day FROM api_keys WHERE key_hash = ?", hash, read: apiKey)
    }

    /// All keys, `limit` at most, the newest first.
    public func apiKeys(limit: Int) throws -> [APIKey] {
        try connection.all(
            "SELECT id, name, role, created_at, last_used_day FROM api_keys ORDER BY id DESC LIMIT ?", limit,
            read: apiKey)
    }

    private func apiKey(_ row: Row) throws -> APIKey {
        APIKey(id: try row[0], name: try row[1], role: try row[2], createdAt: try row[3], lastUsedDay: try row[4])
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
        return APIKey(
            id: APIKeyID(rawValue: connection.lastInsertedKey), name: name.text, role: role, createdAt: now,
            lastUsedDay: nil)
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
