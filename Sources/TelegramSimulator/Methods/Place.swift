/// Where a bot's message goes, what it replies to, and which buttons it has.
struct Place {
    /// Nil means General.
    var threadID: Int?
    var replyTo: Int?
    var quote: APIValue?
    var replyMarkup: APIValue?
}

extension Group {
    mutating func place(_ parameters: Parameters) throws(APIError) -> Place {
        let markup = try InlineKeyboard.json(parameters)
        let threadID = try destination(parameters)
        let replyTo = try replyTarget(parameters, in: threadID)
        let quote = try quote(parameters, of: replyTo.flatMap(message))
        return Place(threadID: threadID, replyTo: replyTo, quote: quote, replyMarkup: markup)
    }

    /// The quoted part of the message that is replied to. It must occur there exactly.
    private func quote(_ parameters: Parameters, of target: GroupMessage?) throws(APIError) -> APIValue? {
        let reply = Parameters(values: try parameters.nested("reply_parameters")?.members ?? [:])
        guard let target, let quote = reply.string("quote"), !quote.isEmpty else { return nil }
        guard quote.utf16.count <= FormattedText.maximumCaption, let words = target.words,
            let place = words.firstRange(of: quote)
        else { throw .badRequest("QUOTE_TEXT_INVALID") }
        let position = words.utf16.distance(from: words.startIndex, to: place.lowerBound)
        return ["text": .string(quote), "position": .integer(position), "is_manual": true]
    }

    /// The topic that a post goes to; nil means General. A group without topics ignores the thread id.
    private mutating func destination(_ parameters: Parameters) throws(APIError) -> Int? {
        guard isForum, let id = parameters.threadID else { return nil }
        // The server has a deleted topic in its cache for a while, so the first call fails with another error.
        if unnoticedDeletions.remove(id) != nil { throw .badRequest("TOPIC_DELETED") }
        guard let topic = topics[id] else { throw .badRequest("message thread not found") }
        guard !topic.isClosed || rights.manageTopics || topic.creator == bot.id else {
            throw .badRequest("TOPIC_CLOSED")
        }
        return id
    }

    /// The message that is replied to. One in another topic counts as missing.
    private func replyTarget(_ parameters: Parameters, in threadID: Int?) throws(APIError) -> Int? {
        let reply = Parameters(values: try parameters.nested("reply_parameters")?.members ?? [:])
        guard let id = reply.integer("message_id") ?? parameters.integer("reply_to_message_id"), id > 0 else {
            return nil
        }
        if let target = message(id), target.threadID == threadID { return id }
        let elsewhere = message(id) != nil
        guard !elsewhere, reply.flag("allow_sending_without_reply") || parameters.flag("allow_sending_without_reply")
        else { throw .badRequest("message to be replied not found") }
        return nil
    }
}
