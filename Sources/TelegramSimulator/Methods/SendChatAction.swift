extension Group {
    private static let chatActions: Set<String> = [
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
        "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    ]
    /// How many milliseconds an action is shown.
    private static let actionLifetime = 5000

    /// `sendChatAction` → True, even for a topic that does not exist.
    mutating func sendChatAction(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        guard let action = parameters.string("action"), Self.chatActions.contains(action) else {
            throw .badRequest("wrong parameter action in request")
        }
        let threadID = parameters.threadID ?? 0
        if threadID == 0 || topics[threadID] != nil {
            actions[threadID] = (action, now + Self.actionLifetime)
            touch(threadID)
        }
        return .yes
    }
}
