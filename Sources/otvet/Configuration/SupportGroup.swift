import Store

extension Configuration {
    /// The group that mirrors tickets: the one in the settings, or else the one that `otvet telegram connect`
    /// has found. Nil if Telegram is off.
    func supportGroup() throws -> Int64? {
        guard let telegram else { return nil }
        if let chat = telegram.supportChat { return chat }
        if let chat = try StoreSummary(folder: dataFolder)?.telegramGroup { return chat }
        throw ConfigurationError.missing(
            .supportChat, reason: "TELEGRAM_BOT_TOKEN is set, so a group is needed; `otvet telegram connect` finds it")
    }
}
