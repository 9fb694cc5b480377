extension Group {
    /// Older messages stay (deleteMessage).
    private static let deletable = 48 * 3600

    /// `deleteMessage` → True
    mutating func deleteMessage(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        guard let index = parameters.integer("message_id").flatMap(index(ofMessage:)) else {
            throw .badRequest("message to delete not found")
        }
        let message = messages[index]
        if case .topicCreated = message.content { throw .badRequest("message can't be deleted") }
        guard message.from == .member(bot) || rights.deleteMessages else {
            throw .badRequest("message can't be deleted")
        }
        guard now / 1000 - message.date < Self.deletable else {
            throw .badRequest("message can't be deleted for everyone")
        }
        messages.remove(at: index)
        pinned.removeAll { $0 == message.id }
        touch(message.threadID)
        return .yes
    }
}
