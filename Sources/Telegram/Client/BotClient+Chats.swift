extension BotClient {
    /// Calls `getMe`: who the bot is. Fails with ``TelegramError/unauthorized(_:)`` for a wrong token.
    public func getMe() async throws(TelegramError) -> User {
        try await call("getMe")
    }

    /// Calls `getChat`. Fails with ``TelegramError/migrated(to:)`` if the group has a new id.
    public func getChat(_ chat: Int64) async throws(TelegramError) -> Chat {
        try await call("getChat", ["chat_id": .integer(chat)])
    }

    /// A user's membership in a chat. Except for the bot itself, it is certain only if the bot is an administrator.
    public func getChatMember(in chat: Int64, user: Int64) async throws(TelegramError) -> ChatMember {
        try await call("getChatMember", ["chat_id": .integer(chat), "user_id": .integer(user)])
    }

    /// Sets the commands that Telegram's clients offer in a chat.
    ///
    /// - Parameter commands: At most 100, with names of 1 to 32 of `a-z 0-9 _` and descriptions of 1 to 256 characters.
    public func setMyCommands(
        _ commands: [(name: String, description: String)], in chat: Int64, languageCode: String? = nil
    ) async throws(TelegramError) {
        var parameters: [String: JSONValue] = [
            "commands": .array(
                commands.map { ["command": .string($0.name), "description": .string($0.description)] }),
            "scope": ["type": "chat", "chat_id": .integer(chat)],
        ]
        parameters["language_code"] = languageCode.map(JSONValue.string)
        let _: Bool = try await call("setMyCommands", parameters)
    }
}
