extension Group {
    /// `getChat` → ChatFullInfo
    func getChat(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        var chat = chatJSON
        chat["accent_color_id"] = 0
        chat["max_reaction_count"] = 11
        chat["permissions"] = ["can_send_messages": true, "can_manage_topics": false, "can_pin_messages": false]
        if let pinned = pinned.last.flatMap(message) { chat["pinned_message"] = json(pinned) }
        return MethodResult(chat)
    }

    /// `getChatMember` → ChatMember
    func getChatMember(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        guard let id = parameters.integer("user_id"), id > 0 else { throw .badRequest("invalid user_id specified") }
        if id == bot.id { return MethodResult(botMember) }
        guard let person = members[id] else { throw .badRequest("user not found") }
        return MethodResult(status(of: person).json(person))
    }

    /// `getChatAdministrators` → Array of ChatMember, other bots only if asked for.
    func getChatAdministrators(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        let withBots = parameters.flag("return_bots")
        let people = members.values.sorted { $0.id < $1.id }
            .filter { status(of: $0).isAdministrator && (withBots || !$0.isBot) }
        return MethodResult(.array([botMember] + people.map { status(of: $0).json($0) }))
    }

    /// The bot as an administrator with its rights.
    private var botMember: APIValue {
        [
            "status": "administrator", "user": bot.json, "can_be_edited": false, "is_anonymous": false,
            "can_manage_chat": true, "can_delete_messages": .bool(rights.deleteMessages),
            "can_pin_messages": .bool(rights.pinMessages), "can_manage_topics": .bool(rights.manageTopics),
            "can_invite_users": true, "can_restrict_members": false, "can_promote_members": false,
            "can_change_info": false, "can_manage_video_chats": false, "can_post_stories": false,
            "can_edit_stories": false, "can_delete_stories": false,
        ]
    }
}
