extension Group {
    private static let commandScopes: Set<String> = [
        "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators",
        "chat_member",
    ]

    /// `setMyCommands` → True. Stored for each scope and language.
    mutating func setMyCommands(_ parameters: Parameters) throws(APIError) -> MethodResult {
        guard let commands = try parameters.nested("commands")?.elements else {
            throw .badRequest("can't parse commands: expected an Array of BotCommand")
        }
        guard commands.count <= 100 else { throw .badRequest("BOT_COMMANDS_TOO_MUCH") }
        for command in commands {
            let name = command["command"]?.string ?? ""
            guard 1...32 ~= name.count, name.allSatisfy({ "abcdefghijklmnopqrstuvwxyz0123456789_".contains($0) })
            else { throw .badRequest("BOT_COMMAND_INVALID") }
            guard 1...256 ~= (command["description"]?.string ?? "").count else {
                throw .badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
            }
        }
        let scope = try parameters.nested("scope")?["type"]?.string ?? "default"
        guard Self.commandScopes.contains(scope) else {
            throw .badRequest("can't parse BotCommandScope: Unsupported type specified")
        }
        let language = parameters.string("language_code") ?? ""
        guard language.isEmpty || language.count == 2 && language.allSatisfy({ $0.isASCII && $0.isLowercase }) else {
            throw .badRequest("invalid language code specified")
        }
        self.commands[scope + "/" + language] = .array(commands)
        return .yes
    }
}
