extension Group {
    /// `pinChatMessage` → True. A service message announces it.
    mutating func pinChatMessage(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        guard let message = parameters.integer("message_id").flatMap(message) else {
            throw .badRequest("message to pin not found")
        }
        try checkMayPin()
        try spend()
        pinned = pinned.filter { $0 != message.id && self.message($0) != nil }
        pinned.append(message.id)
        _ = post(.pinned(message.id), by: .member(bot), in: message.threadID)
        return .yes
    }

    /// `unpinChatMessage` → True. Without a message, the one that was pinned last is unpinned. It is not announced.
    mutating func unpinChatMessage(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        try checkMayPin()
        guard let id = parameters.integer("message_id") ?? pinned.last, let index = pinned.firstIndex(of: id) else {
            throw .badRequest("message to unpin not found")
        }
        pinned.remove(at: index)
        touch(message(id)?.threadID)
        return .yes
    }

    /// `unpinAllForumTopicMessages` → True
    mutating func unpinAllForumTopicMessages(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        guard let id = parameters.threadID else { throw .badRequest("invalid forum topic identifier specified") }
        guard topics[id] != nil else { throw .badRequest("TOPIC_ID_INVALID") }
        try checkMayPin()
        pinned = pinned.filter { message($0)?.threadID != id }
        touch(id)
        return .yes
    }

    private func checkMayPin() throws(APIError) {
        guard rights.pinMessages else {
            throw .badRequest("not enough rights to manage pinned messages in the chat")
        }
    }
}
