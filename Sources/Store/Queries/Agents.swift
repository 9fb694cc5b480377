public import Domain

extension Transaction {
    /// The member of staff with this Telegram account, made on first sight. The name follows Telegram's, unless
    /// they have an account with a name of its own.
    public func agent(telegramUser: Int64, name: String, now: Timestamp) throws -> Agent {
        let known = try connection.first(
            "SELECT id, name, login IS NOT NULL FROM agents WHERE telegram_user_id = ?", telegramUser
        ) { row in (agent: Agent(id: try row[0], name: try row[1]), hasAccount: try row[2] as Bool) }
        guard let known else {
            let id: AgentID = try connection.insert(
                "INSERT INTO agents (name, telegram_user_id, created_at) VALUES (?, ?, ?)", name, telegramUser, now)
            return Agent(id: id, name: name)
        }
        guard known.agent.name != name, !known.hasAccount else { return known.agent }
        try connection.execute("UPDATE agents SET name = ? WHERE id = ?", name, known.agent.id)
        return Agent(id: known.agent.id, name: name)
    }
}
