/// Where a bot's message goes, what it replies to, and what stands under it.
struct Place {
    /// Nil is General.
    var threadID: Int?
    var replyTo: Int?
    var replyMarkup: APIValue?
}

extension Group {
    mutating func place(_ parameters: Parameters) throws(APIError) -> Place {
        let markup = try InlineKeyboard.json(parameters)
        let threadID = try destination(parameters)
        return Place(threadID: threadID, replyTo: try replyTarget(parameters, in: threadID), replyMarkup: markup)
    }

    /// The topic a post goes to; nil is General. A group without topics ignores the thread id.
    private mutating func destination(_ parameters: Parameters) throws(APIError) -> Int? {
        guard isForum, let id = parameters.threadID else { return nil }
        // The server has a deleted topic in its cache for a while: the first call fails in another way.
        if unnoticedDeletions.remove(id) != nil { throw .badRequest("TOPIC_DELETED") }
        guard let topic = topics[id] else { throw .badRequest("message thread not found") }
        guard !topic.isClosed || rights.manageTopics || topic.creator == bot.id else {
            throw .badRequest("TOPIC_CLOSED")
        }
        return id
    }

    /// The message replied to; one in another topic is as good as none.
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
