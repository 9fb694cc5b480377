/// A file that is stored in the folder.
public struct KeptFile: Sendable, Equatable {
    /// The SHA-256 in hex, with a slash after two digits, then a hyphen and 16 random digits.
    public let name: String
    /// SHA-256 of the stored bytes.
    public let hash: [UInt8]
    /// Bytes that are stored: fewer than were given if metadata was removed.
    public let size: Int
    public let type: FileType
    /// The size of an image that is shown; nil for anything else.
    public let image: ImageSize?
}

/// Why a file is not stored.
public enum FileFault: Error, Sendable, Equatable {
    case empty
    case malformedImage
    /// The image has more than ``ImageSize/mostPixels``, and only images are welcome.
    case tooManyPixels
    case notWelcome(FileType)
    case system(call: String, errno: Int32)
}
