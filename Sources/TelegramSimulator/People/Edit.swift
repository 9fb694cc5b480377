extension Group {
    /// The author edits a text or a caption; an empty caption is removed. With an unchanged text it is the superfluous
    /// edit that Telegram sometimes delivers.
    public mutating func edit(_ messageID: Int, to text: String, entities: [Entity] = []) throws(APIError) {
        guard let index = index(ofMessage: messageID), !bots.contains(messages[index].from.account) else {
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
        if !messages[index].from.isMutedBot { tell("edited_message", json(messages[index])) }
    }
}
