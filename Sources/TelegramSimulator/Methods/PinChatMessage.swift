extension Group {
    /// `pinChatMessage` → True. A service message says so.
    mutating func pinChatMessage(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        guard let message = parameters.integer("message_id").flatMap(message) else {
            throw .badRequest("message to pin not found")
        }
        guard rights.pinMessages else {
            throw .badRequest("not enough rights to manage pinned messages in the chat")
        }
        try spend()
        pinned.removeAll { $0 == message.id }
        pinned.append(message.id)
        _ = post(.pinned(message.id), by: .member(bot), in: message.threadID)
        return .yes
    }
}
