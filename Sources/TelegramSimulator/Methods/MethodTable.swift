/// The result of a method, and the `description` that a few methods add to it.
struct MethodResult {
    var value: APIValue
    var description: String?

    init(_ value: APIValue, description: String? = nil) {
        self.value = value
        self.description = description
    }

    static let yes = MethodResult(true)
}

extension Group {
    typealias Method = @Sendable (inout Group, Parameters) throws(APIError) -> MethodResult

    /// The methods by their names in lower case, because names are case-insensitive.
    /// getUpdates is not among them: it waits.
    static let methods: [String: Method] = [
        "getme": { (group, _) throws(APIError) in group.getMe() },
        "getchat": { (group, parameters) throws(APIError) in try group.getChat(parameters) },
        "getchatmember": { (group, parameters) throws(APIError) in try group.getChatMember(parameters) },
        "getchatadministrators": { (group, parameters) throws(APIError) in
            try group.getChatAdministrators(parameters)
        },
        "createforumtopic": { (group, parameters) throws(APIError) in try group.createForumTopic(parameters) },
        "editforumtopic": { (group, parameters) throws(APIError) in try group.editForumTopic(parameters) },
        "closeforumtopic": { (group, parameters) throws(APIError) in try group.closeForumTopic(parameters) },
        "reopenforumtopic": { (group, parameters) throws(APIError) in try group.reopenForumTopic(parameters) },
        "deleteforumtopic": { (group, parameters) throws(APIError) in try group.deleteForumTopic(parameters) },
        "sendmessage": { (group, parameters) throws(APIError) in try group.sendMessage(parameters) },
        "sendlocation": { (group, parameters) throws(APIError) in try group.sendLocation(parameters) },
        "sendcontact": { (group, parameters) throws(APIError) in try group.sendContact(parameters) },
        "sendphoto": { (group, parameters) throws(APIError) in try group.send(.photo, parameters) },
        "senddocument": { (group, parameters) throws(APIError) in try group.send(.document, parameters) },
        "sendvideo": { (group, parameters) throws(APIError) in try group.send(.video, parameters) },
        "sendanimation": { (group, parameters) throws(APIError) in try group.send(.animation, parameters) },
        "sendaudio": { (group, parameters) throws(APIError) in try group.send(.audio, parameters) },
        "sendvoice": { (group, parameters) throws(APIError) in try group.send(.voice, parameters) },
        "sendvideonote": { (group, parameters) throws(APIError) in try group.send(.videoNote, parameters) },
        "sendsticker": { (group, parameters) throws(APIError) in try group.send(.sticker, parameters) },
        "sendmediagroup": { (group, parameters) throws(APIError) in try group.sendMediaGroup(parameters) },
        "getfile": { (group, parameters) throws(APIError) in try group.getFile(parameters) },
        "editmessagetext": { (group, parameters) throws(APIError) in try group.editMessageText(parameters) },
        "editmessagecaption": { (group, parameters) throws(APIError) in try group.editMessageCaption(parameters) },
        "editmessagereplymarkup": { (group, parameters) throws(APIError) in
            try group.editMessageReplyMarkup(parameters)
        },
        "answercallbackquery": { (group, parameters) throws(APIError) in try group.answerCallbackQuery(parameters) },
        "unpinchatmessage": { (group, parameters) throws(APIError) in try group.unpinChatMessage(parameters) },
        "getforumtopiciconstickers": { (group, _) throws(APIError) in group.getForumTopicIconStickers() },
        "deletemessage": { (group, parameters) throws(APIError) in try group.deleteMessage(parameters) },
        "deletemessages": { (group, parameters) throws(APIError) in try group.deleteMessages(parameters) },
        "unpinallforumtopicmessages": { (group, parameters) throws(APIError) in
            try group.unpinAllForumTopicMessages(parameters)
        },
        "setmessagereaction": { (group, parameters) throws(APIError) in try group.setMessageReaction(parameters) },
        "sendchataction": { (group, parameters) throws(APIError) in try group.sendChatAction(parameters) },
        "pinchatmessage": { (group, parameters) throws(APIError) in try group.pinChatMessage(parameters) },
        "setmycommands": { (group, parameters) throws(APIError) in try group.setMyCommands(parameters) },
        "setwebhook": { (group, parameters) throws(APIError) in try group.setWebhook(parameters) },
        "deletewebhook": { (group, parameters) throws(APIError) in try group.deleteWebhook(parameters) },
        "getwebhookinfo": { (group, _) throws(APIError) in group.getWebhookInfo() },
    ]

    /// Refuses a `chat_id` of any other chat.
    func checkChat(_ parameters: Parameters) throws(APIError) {
        guard let text = parameters.string("chat_id"), !text.isEmpty else { throw .badRequest("chat_id is empty") }
        guard let id = Int(text) else { throw .badRequest("chat not found") }
        if formerChatIDs.contains(id) { throw .migrated(to: chatID) }
        guard id == chatID else { throw .badRequest("chat not found") }
        guard isBotMember else { throw .forbidden("bot was kicked from the supergroup chat") }
    }

    /// Counts a call against the bot's rate limit in the group, just before the call takes effect.
    mutating func spend(_ calls: Int = 1) throws(APIError) {
        var limit = rateLimit(of: bot)
        defer { rateLimits[bot.id] = limit }
        try limit.spend(calls, at: now)
    }

    func rateLimit(of bot: Person) -> RateLimit {
        rateLimits[bot.id] ?? RateLimit(perMinute: configuration.messagesPerMinute)
    }
}
