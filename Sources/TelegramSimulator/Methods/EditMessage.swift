extension Group {
    /// `editMessageText` → Message. Buttons that are not sent again are removed.
    mutating func editMessageText(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        let formatted = try text(parameters)
        let index = try editable(parameters)
        guard case .text = messages[index].content else { throw .badRequest("there is no text in the message to edit") }
        return try replace(index, .text(formatted), try InlineKeyboard.json(parameters))
    }

    /// `editMessageCaption` → Message. Without a caption, the caption is removed.
    mutating func editMessageCaption(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        let caption = try caption(parameters)
        let index = try editable(parameters)
        guard case .media(var media) = messages[index].content, media.takesCaption else {
            throw .badRequest("there is no caption in the message to edit")
        }
        media.caption = caption
        return try replace(index, .media(media), try InlineKeyboard.json(parameters))
    }

    /// `editMessageReplyMarkup` → Message
    mutating func editMessageReplyMarkup(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        let index = try editable(parameters)
        return try replace(index, messages[index].content, try InlineKeyboard.json(parameters))
    }

    /// The id of a message of the bot's own that is not a service message.
    private func editable(_ parameters: Parameters) throws(APIError) -> Int {
        guard let index = parameters.integer("message_id").flatMap(index(ofMessage:)) else {
            throw .badRequest("message to edit not found")
        }
        guard messages[index].from == .member(bot), !messages[index].isService else {
            throw .badRequest("message can't be edited")
        }
        return index
    }

    private mutating func replace(
        _ index: Int, _ content: GroupMessage.Content, _ markup: APIValue?
    ) throws(APIError) -> MethodResult {
        guard !content.says(the: messages[index].content) || markup != messages[index].replyMarkup else {
            throw .badRequest(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                    + "current content and reply markup of the message")
        }
        try spend()
        messages[index].content = content
        messages[index].replyMarkup = markup
        messages[index].editDate = now / 1000
        touch(messages[index].threadID)
        return MethodResult(json(messages[index]))
    }
}

extension GroupMessage.Content {
    /// Whether the words are the same. Files can't be edited here.
    fileprivate func says(the other: GroupMessage.Content) -> Bool {
        switch (self, other) {
        case (.text(let one), .text(let two)): one == two
        case (.media(let one), .media(let two)): one.caption == two.caption
        default: false
        }
    }
}

extension Media {
    fileprivate var takesCaption: Bool {
        MediaKind.allCases.contains { $0.takesCaption && fields[$0.rawValue] != nil }
    }
}
