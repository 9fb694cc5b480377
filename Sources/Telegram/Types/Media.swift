/// A file in a message, as far as it is known without a download. Its name and type are the sender's claims.
public struct Media: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case animation, photo, video, audio, document, voice, sticker
        case videoNote = "video_note"
    }

    public let kind: Kind
    /// For `getFile`, and to send the file again; valid for this bot only.
    public let fileID: String
    /// The same for all bots and for ever, but it can't be used to download the file.
    public let uniqueID: String
    public let name: String?
    public let mimeType: String?
    /// In bytes. A file of over 20 MB can't be downloaded.
    public let size: Int64?
    /// Pixels.
    public let width: Int?
    public let height: Int?
    /// Seconds.
    public let duration: Int?
    /// The emoji that a sticker stands for.
    public let emoji: String?
    /// A small still image of the file, for `getFile`.
    public let thumbnailID: String?

    init?(_ kind: Kind, in message: KeyedDecodingContainer<Field>) {
        let field = Field(stringValue: kind.rawValue)
        let found: RawFile? =
            if kind == .photo {
                message.elements(field).max { $0.area < $1.area }
            } else {
                message.lenient(field)
            }
        guard let found else { return nil }
        self.kind = kind
        fileID = found.id
        uniqueID = found.uniqueID
        name = found.name
        mimeType = found.mimeType ?? Self.impliedType(kind, found)
        size = found.size
        width = found.width
        height = found.height
        duration = found.duration
        emoji = found.emoji
        thumbnailID = found.thumbnailID
    }

    /// The type of a kind for which Telegram sends none, because the kind implies it.
    private static func impliedType(_ kind: Kind, _ file: RawFile) -> String? {
        switch kind {
        case .photo: "image/jpeg"
        case .voice: "audio/ogg"
        case .video, .animation, .videoNote: "video/mp4"
        case .sticker: file.isAnimated ? "application/x-tgsticker" : file.isVideo ? "video/webm" : "image/webp"
        case .audio, .document: nil
        }
    }
}

/// The fields that all kinds of files share.
private struct RawFile: Decodable {
    let id: String
    let uniqueID: String
    let name: String?
    let mimeType: String?
    let size: Int64?
    let width: Int?
    let height: Int?
    let duration: Int?
    let emoji: String?
    let isAnimated: Bool
    let isVideo: Bool
    let thumbnailID: String?

    /// A Double, because nothing bounds the numbers that arrive.
    var area: Double { Double(width ?? 0) * Double(height ?? 0) }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        id = try fields.decode(String.self, forKey: "file_id")
        uniqueID = fields.lenient("file_unique_id") ?? ""
        name = fields.lenient("file_name")
        mimeType = fields.lenient("mime_type")
        size = fields.lenient("file_size")
        width = fields.lenient("width")
        height = fields.lenient("height")
        duration = fields.lenient("duration")
        emoji = fields.lenient("emoji")
        isAnimated = fields.isTrue("is_animated")
        isVideo = fields.isTrue("is_video")
        thumbnailID = fields.nested("thumbnail")?.lenient("file_id")
    }
}
