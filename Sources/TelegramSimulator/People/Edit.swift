extension Group {
    /// The author edits a text, or what stands under a file; an empty caption is taken away. With the text as it was,
    /// this is the spurious edit that Telegram delivers at times.
    public mutating func edit(_ messageID: Int, to text: String, entities: [Entity] = []) throws(APIError) {
        guard let index = index(ofMessage: messageID), messages[index].from != .member(bot) else {
            throw .badRequest("message can't be edited")
        }
        switch messages[index].content {
        case .text: messages[index].content = .text(try FormattedText(text, entities: entities))
        case .media(var media):
            media.caption = try FormattedText(caption: text, entities: entities)
            messages[index].content = .media(media)
        default: throw .badRequest("message can't be edited")
        }
        messages[index].editDate = now / 1000
        touch(messages[index].threadID)
        if !messages[index].from.isMutedBot { updates.add("edited_message", json(messages[index])) }
    }
}
