/// Content other than text: the members of `Message` that hold it, such as `photo`, and what may stand under it.
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
    /// Sides of the squares that a photo's smaller sizes fit in.
    private static let photoSides = [90, 320, 800, 1280]
    /// What smaller sizes hold in place of a scaled photo, so that who takes the wrong one can see it: a dot of one pixel.
    private static let dot: [UInt8] =
        Array("GIF89a".utf8) + [
            1, 0, 1, 0, 0x80, 0, 0, 0x99, 0x99, 0x99, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
        ]

    /// The file with this id, for as long as it is kept.
    public func file(_ id: String) -> StoredFile? { files[id] }

    /// Stores a file and gives the members of `Message` that show it, as the server would.
    mutating func fields(_ kind: MediaKind, _ source: MediaSource, _ details: MediaDetails) throws(APIError)
        -> [String: APIValue]
    {
        switch source {
        case .stored(let file):
            // A file keeps the kind it has; only photos are of another world.
            guard (file.kind == .photo) == (kind == .photo) else {
                throw .badRequest("can't use file of type \(file.kind.typeName) as \(kind.typeName)")
            }
            return file.fields
        case .upload(let upload):
            guard !upload.bytes.isEmpty else { throw .badRequest("file must be non-empty") }
            return kind == .photo ? try photo(upload) : document(kind, upload, details)
        }
    }

    private mutating func photo(_ upload: Upload) throws(APIError) -> [String: APIValue] {
        let count = upload.bytes.count
        guard count <= MediaKind.maximumPhoto else {
            throw .badRequest(
                "file of size \(count) bytes is too big for a photo; the maximum size is \(MediaKind.maximumPhoto) bytes"
            )
        }
        guard let full = ImageSize(upload.bytes) else { throw .badRequest("IMAGE_PROCESS_FAILED") }
        guard full.fitsPhoto else { throw .badRequest("PHOTO_INVALID_DIMENSIONS") }
        var sizes = Self.photoSides.map(full.within)
        sizes = sizes.enumerated().filter { $0.offset == 0 || $0.element != sizes[$0.offset - 1] }.map(\.element)
        var ids: [String] = []
        let photo = sizes.enumerated().map { offset, size in
            let isLargest = offset == sizes.count - 1
            let bytes = isLargest ? upload.bytes : Self.dot
            let file = files.add(
                .photo, Upload(bytes, name: "photo.jpg"),
                mimeType: isLargest ? FileFormat(bytes)?.mimeType : "image/gif")
            ids.append(file.id)
            var json = file.json
            json["width"] = .integer(size.width)
            json["height"] = .integer(size.height)
            return json
        }
        let fields: [String: APIValue] = ["photo": .array(photo)]
        files.setFields(fields, of: ids)
        return fields
    }

    private mutating func document(_ sent: MediaKind, _ upload: Upload, _ details: MediaDetails) -> [String: APIValue] {
        let format = FileFormat(upload.bytes)
        let kind = sent.received(format, detects: details.detectsContent)
        let mimeType = kind == .voice ? "audio/ogg" : upload.mimeType ?? format?.mimeType ?? "application/octet-stream"
        let file = files.add(kind, upload, mimeType: mimeType)
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
