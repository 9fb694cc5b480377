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
        return MethodResult(["status": "member", "user": person.json])
    }

    /// `getChatAdministrators` → Array of ChatMember
    func getChatAdministrators(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        return MethodResult([botMember])
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
