extension Group {
    /// `editMessageText` → Message. Buttons that are not sent again are gone.
    mutating func editMessageText(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        let formatted = try text(parameters)
        let markup = try InlineKeyboard.json(parameters)
        guard let index = parameters.integer("message_id").flatMap(index(ofMessage:)) else {
            throw .badRequest("message to edit not found")
        }
        guard messages[index].from == .member(bot), case .text(let current) = messages[index].content else {
            throw .badRequest("message can't be edited")
        }
        guard formatted != current || markup != messages[index].replyMarkup else {
            throw .badRequest(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                    + "current content and reply markup of the message")
        }
        try spend()
        messages[index].content = .text(formatted)
        messages[index].replyMarkup = markup
        messages[index].editDate = now / 1000
        touch(messages[index].threadID)
        return MethodResult(json(messages[index]))
    }
}
