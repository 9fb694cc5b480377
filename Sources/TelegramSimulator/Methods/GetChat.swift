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
        if let bot = bots.first(where: { $0.id == id }) { return MethodResult(member(bot)) }
        guard let person = members[id] else { throw .badRequest("user not found") }
        return MethodResult(status(of: person).json(person))
    }

    /// `getChatAdministrators` → Array of ChatMember. Other bots are included only if they are asked for.
    func getChatAdministrators(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        let withBots = parameters.flag("return_bots")
        let own = withBots ? bots : [bot]
        let people = members.values.sorted { $0.id < $1.id }
            .filter { status(of: $0).isAdministrator && (withBots || !$0.isBot) }
        return MethodResult(.array(own.map(member) + people.map { status(of: $0).json($0) }))
    }
}
