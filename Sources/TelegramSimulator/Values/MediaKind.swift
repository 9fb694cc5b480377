/// What a file is in a message; the raw value is its member of `Message` and the parameter that sends it.
public enum MediaKind: String, Sendable, CaseIterable {
    case photo
    case document
    case video
    case animation
    case audio
    case voice
    case videoNote = "video_note"
    case sticker

    /// Bytes of a photo's upload; more are refused (Bot API, "Sending files").
    static let maximumPhoto = 10 << 20

    var takesCaption: Bool { self != .videoNote && self != .sticker }

    /// Nil where the kind can't be in an album; kinds of one letter can share one.
    var albumFamily: String? {
        switch self {
        case .photo, .video: "photo"
        case .document: "document"
        case .audio: "audio"
        case .animation, .voice, .videoNote, .sticker: nil
        }
    }

    /// As TDLib's refusals call it.
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

    /// What a `file_id` of the kind begins with.
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

    /// What a person's app makes of a file that is picked: images are photos, Ogg is a voice message.
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
