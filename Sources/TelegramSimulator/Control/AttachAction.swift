import FoundationEssentials

extension Group {
    /// `attach`: somebody sends something other than text. It is a file, or several for an album. A file is
    /// a part of a form, the body itself (described by the query), or `bytes` in Base64; `items` holds
    /// several of the latter. `kind` is a kind of file, `location` or `contact`. Without it the kind follows
    /// from the file's type, as in an app.
    ///
    /// - Returns: The message, or the album's messages.
    mutating func attachAction(_ parameters: Parameters) throws(APIError) -> APIValue {
        switch parameters.string("kind") {
        case "location": return try attach(try Media.location(parameters), parameters)
        case "contact": return try attach(try Media.contact(parameters), parameters)
        default: break
        }
        var items: [(kind: MediaKind, upload: Upload)] = []
        for upload in parameters.uploads { items.append((try parameters.kind(of: upload), upload)) }
        for item in try parameters.nested("items")?.elements ?? [] {
            let upload = try Parameters(values: item.members ?? [:]).encodedUpload()
            items.append((try Parameters(values: item.members ?? [:]).kind(of: upload), upload))
        }
        if items.isEmpty {
            let upload = try parameters.encodedUpload()
            items.append((try parameters.kind(of: upload), upload))
        }
        if items.count == 1, let item = items.first {
            let message = try attach(
                item.kind, item.upload, MediaDetails(parameters), caption: parameters.string("caption") ?? "",
                entities: try parameters.entities("caption_entities"), in: parameters.topic,
                by: parameters.participant, replyTo: parameters.integer("reply_to"))
            return json(message)
        }
        let messages = try attach(
            album: items, caption: parameters.string("caption") ?? "", in: parameters.topic,
            by: parameters.participant, replyTo: parameters.integer("reply_to"))
        return .array(messages.map(json))
    }

    private mutating func attach(_ media: Media, _ parameters: Parameters) throws(APIError) -> APIValue {
        json(
            try send(
                media.fields, in: parameters.topic, by: parameters.participant,
                replyTo: parameters.integer("reply_to")))
    }
}

extension Parameters {
    fileprivate func kind(of upload: Upload) throws(APIError) -> MediaKind {
        guard let name = string("kind"), !name.isEmpty else { return MediaKind(ofPicked: upload.mimeType) }
        guard let kind = MediaKind(rawValue: name) else { throw .badRequest("unknown kind of file") }
        return kind
    }

    fileprivate func encodedUpload() throws(APIError) -> Upload {
        guard let data = string("bytes").flatMap({ Data(base64Encoded: $0) }) else {
            throw .badRequest("there is no file in the request")
        }
        return Upload(Array(data), name: string("file_name"), mimeType: string("mime_type"))
    }
}
