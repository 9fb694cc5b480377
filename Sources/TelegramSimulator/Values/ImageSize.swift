/// The width and height in an image's header, in pixels.
struct ImageSize: Hashable {
    var width: Int
    var height: Int

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Nil if the bytes are not an image in a format that photos may have.
    init?(_ bytes: [UInt8]) {
        switch FileFormat(bytes) {
        case .png: self.init(width: Self.big(bytes, 16, 4), height: Self.big(bytes, 20, 4))
        case .gif: self.init(width: Self.little(bytes, 6, 2), height: Self.little(bytes, 8, 2))
        case .jpeg: self.init(jpeg: bytes)
        case .webp: self.init(webp: bytes)
        default: return nil
        }
        guard width > 0, height > 0 else { return nil }
    }

    /// Reads the frame header (ITU T.81 §B.2.2) and skips the segments before it.
    private init?(jpeg bytes: [UInt8]) {
        var at = 2
        while at + 9 <= bytes.count, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            let isFrame = 0xC0...0xCF ~= marker && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrame {
                self.init(width: Self.big(bytes, at + 7, 2), height: Self.big(bytes, at + 5, 2))
                return
            }
            at += 2 + max(2, Self.big(bytes, at + 2, 2))
        }
        return nil
    }

    /// Reads the lossy, the lossless and the extended format (RFC 9649).
    private init?(webp bytes: [UInt8]) {
        switch bytes.dropFirst(12).prefix(4) {
        case Array("VP8 ".utf8)[...]:
            self.init(width: Self.little(bytes, 26, 2) & 0x3FFF, height: Self.little(bytes, 28, 2) & 0x3FFF)
        case Array("VP8L".utf8)[...]:
            let bits = Self.little(bytes, 21, 4)
            self.init(width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1)
        case Array("VP8X".utf8)[...]:
            self.init(width: Self.little(bytes, 24, 3) + 1, height: Self.little(bytes, 27, 3) + 1)
        default: return nil
        }
    }

    /// An unsigned big-endian number; 0 beyond the end. It has at most 4 bytes, so nothing overflows.
    private static func big(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        let slice = bytes.dropFirst(offset).prefix(count)
        return slice.count == count ? slice.reduce(0) { $0 << 8 | Int($1) } : 0
    }

    private static func little(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        let slice = bytes.dropFirst(offset).prefix(count)
        return slice.count == count ? slice.reversed().reduce(0) { $0 << 8 | Int($1) } : 0
    }

    /// Whether a photo may have this size (Bot API, sendPhoto).
    var fitsPhoto: Bool { width + height <= 10_000 && max(width, height) <= 20 * min(width, height) }

    /// The size scaled to fit into a square.
    func within(_ side: Int) -> ImageSize {
        let longest = max(width, height)
        guard longest > side else { return self }
        return ImageSize(width: max(1, width * side / longest), height: max(1, height * side / longest))
    }
}
