/// Pixels, after the image's own orientation has been applied.
public struct ImageSize: Sendable, Equatable {
    public let width: Int
    public let height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Pixels of the largest image that is shown: 64 megapixels, more than cameras of phones make by themselves, and a
    /// quarter of a gigabyte in the memory of whoever looks at it.
    public static let mostPixels = 1 << 26

    /// Whether a browser can be asked to draw it.
    public var isShown: Bool { width * height <= Self.mostPixels }

    /// The most that a side has: what JPEG can say, and more than browsers draw.
    private static let limit = 65_535

    init?(_ width: Int?, _ height: Int?) {
        let sides = 1...Self.limit
        guard let width, let height, sides.contains(width), sides.contains(height) else { return nil }
        self.init(width: width, height: height)
    }

    var turned: ImageSize { ImageSize(width: height, height: width) }
}

/// The size of the image `bytes` by its headers, or nil if they are malformed, say zero or more than 65535, or `type`
/// is no image.
public func imageSize(_ bytes: [UInt8], _ type: FileType) -> ImageSize? {
    let view = ByteView(bytes)
    return switch type {
    case .jpeg: jpegSize(view)
    case .png: pngSize(view)
    case .gif: gifSize(view)
    case .webp: webPSize(view)
    default: nil
    }
}

/// The image without what tells more than the picture: location, camera, comments, thumbnails, XMP, IPTC, and whatever
/// follows its end. Colour profiles and a JPEG's orientation stay. A clean image comes out byte for byte equal.
/// Nil if it is malformed or `type` is no image.
public func withoutMetadata(_ bytes: [UInt8], _ type: FileType) -> [UInt8]? {
    let view = ByteView(bytes)
    return switch type {
    case .jpeg: cleanJPEG(view)
    case .png: cleanPNG(view)
    case .gif: cleanGIF(view)
    case .webp: cleanWebP(view)
    default: nil
    }
}
