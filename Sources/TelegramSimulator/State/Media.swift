/// Content other than text: the members of `Message` that hold it, such as `photo`, and its caption and album.
public struct Media: Sendable {
    public var fields: [String: APIValue]
    public var caption: FormattedText?
    /// `media_group_id`, if it is part of an album.
    public var albumID: String?
}

/// Where the bytes of a message come from.
enum MediaSource: Sendable {
    case upload(Upload)
    /// A `file_id` of an earlier message.
    case stored(StoredFile)
}

extension Group {
    /// The file with this id, while it is kept.
    public func file(_ id: String) -> StoredFile? { files[id] }

    /// Stores a file and returns the members of `Message` that show it, as the server would.
    mutating func fields(_ kind: MediaKind, _ source: MediaSource, _ details: MediaDetails) throws(APIError)
        -> [String: APIValue]
    {
        switch source {
        case .stored(let file):
            // A file keeps its kind when it is sent again. Only photos and other files can't be exchanged.
            guard (file.kind == .photo) == (kind == .photo) else {
                throw .badRequest("can't use file of type \(file.kind.typeName) as \(kind.typeName)")
            }
            return file.fields
        case .upload(let upload):
            guard !upload.bytes.isEmpty else { throw .badRequest("file must be non-empty") }
            return kind == .photo ? try photo(upload) : document(kind, upload, details)
        }
    }

    private mutating func document(_ sent: MediaKind, _ upload: Upload, _ details: MediaDetails) -> [String: APIValue] {
        let format = FileFormat(upload.bytes)
        let kind = sent.received(format, detects: details.detectsContent)
        let mimeType = upload.mimeType ?? format?.mimeType ?? "application/octet-stream"
        let file = files.add(kind, upload, mimeType: mimeType, for: bot.id)
        var json = file.json
        if [.document, .video, .animation, .audio].contains(kind) {
            json["file_name"] = upload.name.map { .string($0) }
        }
        if ![.videoNote, .sticker].contains(kind) { json["mime_type"] = .string(mimeType) }
        if [.video, .animation, .audio, .voice, .videoNote].contains(kind) {
            json["duration"] = .integer(details.duration)
        }
        switch kind {
        case .video, .animation:
            json["width"] = .integer(details.width)
            json["height"] = .integer(details.height)
        case .audio:
            json["performer"] = details.performer.map { .string($0) }
            json["title"] = details.title.map { .string($0) }
        case .videoNote: json["length"] = .integer(details.width)
        case .sticker:
            let size = ImageSize(upload.bytes) ?? ImageSize(width: 512, height: 512)
            json["type"] = "regular"
            json["width"] = .integer(size.width)
            json["height"] = .integer(size.height)
            json["is_animated"] = .bool(format == .gzip)
            json["is_video"] = .bool(format == .webm)
            json["emoji"] = details.emoji.map { .string($0) }
        case .photo, .document, .voice: break
        }
        var fields = [kind.rawValue: json]
        // For programs that do not know animations (Bot API, Message).
        if kind == .animation { fields["document"] = json.without(["width", "height", "duration"]) }
        files.setFields(fields, of: [file.id])
        return fields
    }
}

extension APIValue {
    fileprivate func without(_ names: [String]) -> APIValue {
        var copy = self
        for name in names { copy[name] = nil }
        return copy
    }
}
