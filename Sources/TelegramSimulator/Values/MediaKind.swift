/// The kind of a file in a message. The raw value is the member of `Message`, and the parameter with which it is sent.
public enum MediaKind: String, Sendable, CaseIterable {
    case photo
    case document
    case video
    case animation
    case audio
    case voice
    case videoNote = "video_note"
    case sticker

    /// The most bytes of an uploaded photo; more are refused (Bot API, "Sending files").
    static let maximumPhoto = 10 << 20

    var takesCaption: Bool { self != .videoNote && self != .sticker }

    /// Kinds of the same family can share an album. Nil if the kind can't be in an album.
    var albumFamily: String? {
        switch self {
        case .photo, .video: "photo"
        case .document: "document"
        case .audio: "audio"
        case .animation, .voice, .videoNote, .sticker: nil
        }
    }

    /// The name in TDLib's refusals.
    var typeName: String {
        switch self {
        case .photo: "Photo"
        case .document: "Document"
        case .video: "Video"
        case .animation: "Animation"
        case .audio: "Audio"
        case .voice: "VoiceNote"
        case .videoNote: "VideoNote"
        case .sticker: "Sticker"
        }
    }

    /// The folder of a `file_path`.
    var folder: String {
        switch self {
        case .photo: "photos"
        case .document: "documents"
        case .video: "videos"
        case .animation: "animations"
        case .audio: "music"
        case .voice: "voice"
        case .videoNote: "video_notes"
        case .sticker: "stickers"
        }
    }

    /// The first characters of a `file_id` of the kind.
    var idPrefix: String {
        switch self {
        case .photo: "AgACAgIAAx"
        case .document: "BQACAgIAAx"
        case .video: "BAACAgIAAx"
        case .animation: "CgACAgIAAx"
        case .audio: "CQACAgIAAx"
        case .voice: "AwACAgIAAx"
        case .videoNote: "DQACAgIAAx"
        case .sticker: "CAACAgIAAx"
        }
    }

    /// The kind that a person's app chooses for a picked file: images become photos, Ogg becomes a voice message.
    init(ofPicked mimeType: String?) {
        switch mimeType?.split(separator: ";").first?.lowercased() {
        case "image/jpeg", "image/png", "image/webp": self = .photo
        case "image/gif": self = .animation
        case "video/mp4": self = .video
        case "audio/ogg": self = .voice
        case "audio/mpeg", "audio/mp4", "audio/x-m4a": self = .audio
        default: self = .document
        }
    }
}
