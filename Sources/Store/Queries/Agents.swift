public import Domain

extension Transaction {
    /// The member of staff with this Telegram account, made on first sight; the name follows Telegram's.
    public func agent(telegramUser: Int64, name: String, now: Timestamp) throws -> Agent {
        let known = try connection.first("SELECT id, name FROM agents WHERE telegram_user_id = ?", telegramUser) {
            row in
            Agent(id: try row[0], name: try row[1])
        }
        guard let known else {
            try connection.execute(
                "INSERT INTO agents (name, telegram_user_id, created_at) VALUES (?, ?, ?)", name, telegramUser, now)
            return Agent(id: AgentID(rawValue: connection.lastInsertedKey), name: name)
        }
        guard known.name != name else { return known }
        try connection.execute("UPDATE agents SET name = ? WHERE id = ?", name, known.id)
        return Agent(id: known.id, name: name)
    }
}
