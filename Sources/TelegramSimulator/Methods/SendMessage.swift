extension Group {
    /// `sendMessage` → Message
    mutating func sendMessage(_ parameters: Parameters) throws(APIError) -> MethodResult {
        if let user = parameters.integer("chat_id"), user > 0 { return try sendPrivately(parameters, to: user) }
        try checkChat(parameters)
        let formatted = try text(parameters)
        let place = try place(parameters)
        try spend()
        return MethodResult(json(post(.text(formatted), at: place)))
    }

    mutating func post(_ content: GroupMessage.Content, at place: Place) -> GroupMessage {
        post(
            content, by: .member(bot), in: place.threadID, replyTo: place.replyTo, quote: place.quote,
            replyMarkup: place.replyMarkup)
    }

    /// `text` with its `entities`.
    func text(_ parameters: Parameters) throws(APIError) -> FormattedText {
        try parameters.checkMode()
        return try FormattedText(parameters.string("text") ?? "", entities: try parameters.entities("entities"))
    }

    /// `caption` with its `caption_entities`; nil if there is none.
    func caption(_ parameters: Parameters) throws(APIError) -> FormattedText? {
        try parameters.checkMode()
        return try FormattedText(
            caption: parameters.string("caption") ?? "", entities: try parameters.entities("caption_entities"))
    }
}

extension Parameters {
    /// Refuses markup languages, which are not simulated.
    fileprivate func checkMode() throws(APIError) {
        if let mode = string("parse_mode"), !mode.isEmpty { throw .badRequest("unsupported parse_mode") }
    }

    func entities(_ name: String) throws(APIError) -> [Entity] {
        (try nested(name)?.elements ?? []).compactMap(Entity.init)
    }
}
