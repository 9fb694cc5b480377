/// A file in a message, or one that waits to be sent.
public struct Attachment: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case photo, video, animation, sticker, audio, voice, document
        /// A round video, which Telegram's clients record.
        case videoNote = "video_note"
    }

    public enum State: String, Sendable {
        /// The content is here.
        case ready
        /// It is being fetched from Telegram.
        case loading
        /// The content could not be had and never will be.
        case unavailable
        /// The content was removed, because files are kept for a time only.
        case expired
    }

    public let id: AttachmentID
    public let kind: Kind
    public let state: State
    /// A name without a path, safe to show and to save under.
    public let name: String?
    /// The MIME type. It is told from the content as soon as that is here.
    public let type: String?
    /// Bytes.
    public let size: Int?
    /// Pixels.
    public let width: Int?
    public let height: Int?
    /// Seconds.
    public let duration: Int?
    /// The emoji that a sticker stands for.
    public let emoji: String?

    /// The most files in one message: as many as a Telegram album has, and as a phone's gallery sends at once.
    public static let limit = 10

    public init(
        id: AttachmentID, kind: Kind, state: State, name: String? = nil, type: String? = nil, size: Int? = nil,
        width: Int? = nil, height: Int? = nil, duration: Int? = nil, emoji: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.name = name
        self.type = type
        self.size = size
        self.width = width
        self.height = height
        self.duration = duration
        self.emoji = emoji
    }

    /// How lists show a message that has files and no text.
    public var summary: String {
        let sign =
            switch kind {
            case .photo: "🖼"
            case .video, .animation, .videoNote: "🎬"
            case .sticker: emoji ?? "🖼"
            case .audio: "🎵"
            case .voice: "🎤"
            case .document: "📎"
            }
        return name.map { "\(sign) \($0)" } ?? sign
    }
}

public typealias AttachmentID = Identifier<Attachment>
