/// What a file is, told from its bytes and never from its name or from what the sender
/// claims. The raw value is the MIME type.
public enum FileType: String, Sendable, CaseIterable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case gif = "image/gif"
    case webp = "image/webp"
    case mp4 = "video/mp4"
    /// Matroska too: the two formats differ only in the codecs that they allow.
    case webm = "video/webm"
    case quicktime = "video/quicktime"
    case ogg = "audio/ogg"
    case mp3 = "audio/mpeg"
    case m4a = "audio/mp4"
    case wav = "audio/wav"
    case flac = "audio/flac"
    case pdf = "application/pdf"
    case zip = "application/zip"
    case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    case odt = "application/vnd.oasis.opendocument.text"
    case ods = "application/vnd.oasis.opendocument.spreadsheet"
    case gzip = "application/gzip"
    case sevenZip = "application/x-7z-compressed"
    case rar = "application/vnd.rar"
    /// Word, Excel and PowerPoint before 2007.
    case ole = "application/x-ole-storage"
    case rtf = "application/rtf"
    /// UTF-8 without NUL, UTF-16 with or without a byte order mark, or text in an encoding of one byte a letter. HTML,
    /// SVG, XML, JSON and CSV are text too, so that a browser never runs them.
    case text = "text/plain"
    /// ELF, Windows and macOS programs, and scripts that name their interpreter.
    case program = "application/x-executable"
    /// Anything else.
    case binary = "application/octet-stream"

    /// Whether the pages show it in place.
    public var isImage: Bool {
        switch self {
        case .jpeg, .png, .gif, .webp: true
        default: false
        }
    }

    /// Whether it is sound or video that browsers play.
    public var isPlayable: Bool { isAudio || isVideo }

    public var isAudio: Bool {
        switch self {
        case .ogg, .mp3, .m4a, .wav, .flac: true
        default: false
        }
    }

    public var isVideo: Bool {
        switch self {
        case .mp4, .webm, .quicktime: true
        default: false
        }
    }

    /// Whether a visitor may send it.
    public var isWelcome: Bool { self != .binary && self != .program }

    /// The usual extension, without the dot.
    public var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .quicktime: "mov"
        case .gzip: "gz"
        case .sevenZip: "7z"
        case .ole: "doc"
        case .text: "txt"
        case .program, .binary: "bin"
        case .png, .gif, .webp, .mp4, .webm, .ogg, .mp3, .m4a, .wav, .flac, .pdf, .zip, .docx, .xlsx, .pptx, .odt, .ods,
            .rar, .rtf:
            "\(self)"
        }
    }
}
