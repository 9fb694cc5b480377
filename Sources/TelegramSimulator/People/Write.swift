extension Group {
    /// Somebody writes in a topic, or in General if `threadID` is nil. They can write in closed topics too, because in
    /// a support group the people who answer are administrators.
    ///
    /// - Throws: Telegram's error, such as `message is too long`.
    @discardableResult
    public mutating func write(
        _ text: String, in threadID: Int? = nil, by author: Participant, entities: [Entity] = [], replyTo: Int? = nil
    ) throws(APIError) -> GroupMessage {
        let formatted = try FormattedText(text, entities: entities)
        return try add(.text(formatted), in: threadID, by: author, replyTo: replyTo)
    }

    /// Somebody sends something other than text.
    ///
    /// - Parameter content: The members of `Message` with the content, such as `photo` and `caption`.
    @discardableResult
    public mutating func send(
        _ content: [String: APIValue], in threadID: Int? = nil, by author: Participant, replyTo: Int? = nil
    ) throws(APIError) -> GroupMessage {
        try add(.media(Media(fields: content)), in: threadID, by: author, replyTo: replyTo)
    }

    mutating func add(
        _ content: GroupMessage.Content, in threadID: Int?, by author: Participant, replyTo: Int?
    ) throws(APIError) -> GroupMessage {
        if let threadID, topics[threadID] == nil { throw .badRequest("message thread not found") }
        if let replyTo, message(replyTo)?.threadID != threadID {
            throw .badRequest("message to be replied not found")
        }
        meet(author)
        return post(content, by: author, in: threadID, replyTo: replyTo)
    }
}
