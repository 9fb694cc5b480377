extension Group {
    /// The author edits a text. With the text as it was, this is the spurious edit that Telegram delivers at times.
    public mutating func edit(_ messageID: Int, to text: String, entities: [Entity] = []) throws(APIError) {
        guard let index = index(ofMessage: messageID), case .text = messages[index].content,
            messages[index].from != .member(bot)
        else { throw .badRequest("message can't be edited") }
        messages[index].content = .text(try FormattedText(text, entities: entities))
        messages[index].editDate = now / 1000
        touch(messages[index].threadID)
        if !messages[index].from.isMutedBot { updates.add("edited_message", json(messages[index])) }
    }
}
