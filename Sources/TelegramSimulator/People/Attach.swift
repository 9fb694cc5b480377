extension Group {
    /// Somebody sends a file. Its kind is decided as for a bot's upload.
    ///
    /// - Throws: Telegram's error, such as `IMAGE_PROCESS_FAILED` for a photo that is not an image.
    @discardableResult
    public mutating func attach(
        _ kind: MediaKind, _ upload: Upload, _ details: MediaDetails = MediaDetails(), caption: String = "",
        entities: [Entity] = [], in threadID: Int? = nil, by author: Participant, replyTo: Int? = nil
    ) throws(APIError) -> GroupMessage {
        let formatted = kind.takesCaption ? try FormattedText(caption: caption, entities: entities) : nil
        let fields = try fields(kind, .upload(upload), details)
        return try add(.media(Media(fields: fields, caption: formatted)), in: threadID, by: author, replyTo: replyTo)
    }

    /// Somebody sends several files at once: a message for each with one `media_group_id`; the first has the caption.
    @discardableResult
    public mutating func attach(
        album: [(kind: MediaKind, upload: Upload)], caption: String = "", in threadID: Int? = nil,
        by author: Participant, replyTo: Int? = nil
    ) throws(APIError) -> [GroupMessage] {
        let formatted = try FormattedText(caption: caption)
        let items = album.enumerated().map { offset, item in
            AlbumItem(
                kind: item.kind, source: .upload(item.upload), details: MediaDetails(),
                caption: offset == 0 ? formatted : nil)
        }
        guard items.allSatisfy({ $0.kind.albumFamily != nil }) else {
            throw .badRequest("can't use the media of the specified type in the album")
        }
        var messages: [GroupMessage] = []
        for media in try self.album(items) {
            messages.append(try add(.media(media), in: threadID, by: author, replyTo: replyTo))
        }
        return messages
    }
}
