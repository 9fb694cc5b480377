extension Group {
    /// In seconds. Older messages can't be deleted (deleteMessage).
    private static let deletable = 48 * 3600
    /// The most messages in one call (deleteMessages).
    private static let mostDeleted = 100

    /// `deleteMessage` → True
    mutating func deleteMessage(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        guard let index = parameters.integer("message_id").flatMap(index(ofMessage:)) else {
            throw .badRequest("message to delete not found")
        }
        if let refusal = refusal(at: index) { throw refusal }
        remove(at: index)
        return .yes
    }

    /// `deleteMessages` → True. Messages that do not exist or can't be deleted are skipped.
    mutating func deleteMessages(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        guard let ids = try parameters.nested("message_ids")?.elements?.compactMap(\.integer), !ids.isEmpty else {
            throw .badRequest("message identifiers are not specified")
        }
        guard ids.count <= Self.mostDeleted else { throw .badRequest("too many message identifiers specified") }
        for index in Set(ids).compactMap(index(ofMessage:)).sorted(by: >) where refusal(at: index) == nil {
            remove(at: index)
        }
        return .yes
    }

    mutating func remove(at index: Int) {
        let message = messages.remove(at: index)
        pinned.removeAll { $0 == message.id }
        touch(message.threadID)
    }

    private func refusal(at index: Int) -> APIError? {
        let message = messages[index]
        if case .topicCreated = message.content { return .badRequest("message can't be deleted") }
        guard message.from == .member(bot) || rights.deleteMessages else {
            return .badRequest("message can't be deleted")
        }
        return now / 1000 - message.date < Self.deletable ? nil : .badRequest("message can't be deleted for everyone")
    }
}
