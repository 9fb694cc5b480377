/// The formats that Telegram recognises by the first bytes of a file.
enum FileFormat {
    case jpeg
    case png
    case gif
    case webp
    /// MPEG-4 and QuickTime.
    case mp4
    case webm
    case ogg
    case mp3
    /// The packaging of animated stickers (`.tgs`).
    case gzip

    init?(_ bytes: [UInt8]) {
        func starts(_ magic: [UInt8], at offset: Int = 0) -> Bool { bytes.dropFirst(offset).starts(with: magic) }
        if starts([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if starts([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if starts(Array("GIF8".utf8)) {
            self = .gif
        } else if starts(Array("RIFF".utf8)), starts(Array("WEBP".utf8), at: 8) {
            self = .webp
        } else if starts(Array("ftyp".utf8), at: 4) {
            self = .mp4
        } else if starts([0x1A, 0x45, 0xDF, 0xA3]) {
            self = .webm
        } else if starts(Array("OggS".utf8)) {
            self = .ogg
        } else if starts(Array("ID3".utf8)) || starts([0xFF, 0xFB]) || starts([0xFF, 0xF3]) {
            self = .mp3
        } else if starts([0x1F, 0x8B]) {
            self = .gzip
        } else {
            return nil
        }
    }

    var mimeType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .gif: "image/gif"
        case .webp: "image/webp"
        case .mp4: "video/mp4"
        case .webm: "video/webm"
        case .ogg: "audio/ogg"
        case .mp3: "audio/mpeg"
        case .gzip: "application/x-tgsticker"
        }
    }
}

extension MediaKind {
    /// The kind that the server makes of a file that is sent as this kind. A format that the kind can't hold becomes a
    /// document, and a document may become an animation or a video.
    ///
    /// - Parameter detects: Whether the type of a document is detected (see `disable_content_type_detection`).
    func received(_ format: FileFormat?, detects: Bool) -> MediaKind {
        switch (self, format) {
        case (.document, .gif) where detects: .animation
        case (.document, .mp4) where detects: .video
        case (.document, _), (.photo, _): self
        case (.video, .mp4), (.videoNote, .mp4), (.animation, .mp4), (.animation, .gif): self
        case (.audio, .mp3), (.audio, .mp4), (.audio, .ogg): self
        case (.voice, .ogg), (.voice, .mp3), (.voice, .mp4): self
        case (.sticker, .webp), (.sticker, .webm), (.sticker, .gzip): self
        case (.video, _), (.videoNote, _), (.animation, _), (.audio, _), (.voice, _), (.sticker, _): .document
        }
    }
}
