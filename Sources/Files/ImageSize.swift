/// Width and height in pixels, as shown: the image's own orientation is applied.
public struct ImageSize: Sendable, Equatable {
    public let width: Int
    public let height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// The most pixels of an image that is shown: 64 megapixels. Phones' cameras make fewer in their usual mode, and a
    /// browser takes a quarter of a gigabyte to draw so many.
    public static let mostPixels = 1 << 26

    /// Whether browsers are given it to draw.
    public var isShown: Bool { width * height <= Self.mostPixels }

    /// The longest side: the most that JPEG can say, and more than browsers draw.
    private static let limit = 65_535

    init?(_ width: Int?, _ height: Int?) {
        let sides = 1...Self.limit
        guard let width, let height, sides.contains(width), sides.contains(height) else { return nil }
        self.init(width: width, height: height)
    }

    var turned: ImageSize { ImageSize(width: height, height: width) }
}

/// Reads the size of the image `bytes` from its headers. Nil if they are malformed, if a side is 0 or more than 65535
/// pixels, or if `type` is not an image.
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

/// The image without anything that tells more than the picture: location, camera, comments, thumbnails, XMP, IPTC, and
/// bytes after its end. Colour profiles and a JPEG's orientation stay. An image without metadata comes out unchanged.
/// Nil if it is malformed or `type` is not an image.
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
