extension Reader {
    /// What the program itself made and keeps, such as the webhook's secret.
    public func setting(_ name: String) throws -> String? {
        try connection.first("SELECT value FROM settings WHERE name = ?", name) { try $0[0] }
    }
}

extension Transaction {
    public func setSetting(_ name: String, to value: String) throws {
        try connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", name, value)
    }
}
