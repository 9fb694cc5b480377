extension Group {
    /// The most items of an album (sendMediaGroup). A single item is sent by itself, as TDLib does.
    static let largestAlbum = 10

    /// `sendMediaGroup` → Array of Message. Every item is checked before the first is
    /// sent, so that all are sent or none.
    mutating func sendMediaGroup(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        guard let media = try parameters.nested("media") else { throw .badRequest("there are no messages to send") }
        guard let elements = media.elements else {
            throw .badRequest("can't parse media: expected an Array of InputMedia")
        }
        var items: [AlbumItem] = []
        for element in elements {
            let item = Parameters(values: element.members ?? [:])
            let kind = try albumKind(item)
            guard let reference = item.string("media"), !reference.isEmpty else {
                throw .badRequest("can't parse InputMedia: media not found")
            }
            items.append(
                AlbumItem(
                    kind: kind, source: try source(reference, parameters), details: MediaDetails(item),
                    caption: try caption(item)))
        }
        let place = try place(parameters)
        let contents = try album(items)
        try spend(contents.count)
        return MethodResult(.array(contents.map { json(post(.media($0), at: place)) }))
    }

    private func albumKind(_ item: Parameters) throws(APIError) -> MediaKind {
        guard let type = item.string("type") else { throw .badRequest("can't parse InputMedia: type not found") }
        guard let kind = MediaKind(rawValue: type), kind.albumFamily != nil else {
            throw .badRequest("can't use the media of the specified type in the album")
        }
        return kind
    }
}
