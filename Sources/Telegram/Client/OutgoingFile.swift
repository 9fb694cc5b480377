/// A file to post.
public struct OutgoingFile: Sendable, Equatable {
    /// How the group shows it.
    public enum Kind: String, Sendable {
        /// Shown in place and compressed by Telegram: at most 10 MB, and not too long or narrow.
        case photo
        case document, video, audio, voice, animation

        var method: String { "send" + rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }

    public var kind: Kind
    /// Where it is on this machine's disk.
    public var path: String
    /// The file name that the group sees.
    public var name: String
    /// The MIME type.
    public var type: String

    public init(kind: Kind, path: String, name: String, type: String) {
        self.kind = kind
        self.path = path
        self.name = name
        self.type = type
    }
}
