extension Reader {
    /// What the program itself made and keeps, such as the webhook's secret.
    public func setting(_ name: String) throws -> String? {
        try connection.first("SELECT value FROM settings WHERE name = ?", name) { try $0[0] }
    }

    /// Where this program last had Telegram deliver updates to; nil if it never did.
    public func ownWebhook() throws -> String? { try setting(ownWebhookName) }

    /// The chat id of the support group that the operator connected; nil if it was not, or is said by a setting only.
    public func telegramGroup() throws -> Int64? {
        guard let text = try setting(telegramGroupName) else { return nil }
        guard let group = Int64(text) else { throw StoreError.unexpectedValue(column: 0) }
        return group
    }
}

extension Transaction {
    public func setSetting(_ name: String, to value: String) throws {
        try connection.execute(
            """
            INSERT INTO settings (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, name, value)
    }

    public func setOwnWebhook(_ url: String) throws {
        try setSetting(ownWebhookName, to: url)
    }

    /// Keeps the group for the next start.
    public func setTelegramGroup(_ group: Int64) throws {
        try setSetting(telegramGroupName, to: String(group))
    }
}

private let ownWebhookName = "telegram_webhook_url"
private let telegramGroupName = "telegram_group"
