import Files

/// Small files made by hand, as the formats' standards say.
enum Sample {
    static func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    static func little(_ value: Int, _ count: Int) -> [UInt8] { big(value, count).reversed() }

    static func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
        [0xFF, marker] + big(payload.count + 2, 2) + payload
    }

    static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
    static let profile = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 7, 7])
    static let adobe = segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1])

    /// A camera's Exif, little endian: its maker, the orientation, and where the photo was taken.
    static func exif(orientation: Int) -> [UInt8] {
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: Int) -> [UInt8] {
            little(tag, 2) + little(type, 2) + little(count, 4) + little(value, 4)
        }
        let directory =
            little(3, 2) + entry(0x010F, 2, 8, 50) + entry(0x0112, 3, 1, orientation) + entry(0x8825, 4, 1, 58)
            + little(0, 4)
        let place = little(1, 2) + entry(0x0002, 5, 3, 76) + little(0, 4) + Array("GPS-PLACE".utf8)
        let tiff = Array("II".utf8) + little(42, 2) + little(8, 4) + directory + Array("MakerCo\0".utf8) + place
        return segment(0xE1, Array("Exif\0\0".utf8) + tiff)
    }

    static let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]

    /// - Parameter frame: C0 is baseline, C2 progressive.
    static func jpeg(_ segments: [UInt8] = jfif, frame: UInt8 = 0xC0, scans: Int = 1) -> [UInt8] {
        let size = segment(frame, [8] + big(60, 2) + big(80, 2) + [1, 1, 0x11, 0])
        let tables = segment(0xDB, [0] + [UInt8](repeating: 1, count: 64)) + segment(0xC4, [0] + [1] + [0, 0])
        let coded = (0..<scans).flatMap { _ in segment(0xC4, [0, 1, 0]) + scan }
        return [0xFF, 0xD8] + segments + tables + size + coded + [0xFF, 0xD9]
    }

    static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        big(data.count, 4) + Array(name.utf8) + data + [1, 2, 3, 4]
    }

    static func png(_ chunks: [UInt8] = [], width: Int = 80, height: Int = 60) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", big(width, 4) + big(height, 4) + [8, 2, 0, 0, 0]) + chunk("iCCP", [7]) + chunks
            + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])
    }

    static let loop = [0x21, 0xFF, 11] + Array("NETSCAPE2.0".utf8) + [3, 1, 0, 0, 0]

    static func gif(_ blocks: [UInt8] = loop) -> [UInt8] {
        let head = Array("GIF89a".utf8) + little(80, 2) + little(60, 2) + [0x80, 0, 0] + [0, 0, 0, 255, 255, 255]
        let control: [UInt8] = [0x21, 0xF9, 4, 0, 0, 0, 0, 0]
        let image = [0x2C, 0, 0, 0, 0] + little(80, 2) + little(60, 2) + [0x00, 2, 2, 0x4C, 0x01, 0]
        return head + blocks + control + image + [0x3B]
    }

    static func riff(_ name: String, _ data: [UInt8]) -> [UInt8] {
        Array(name.utf8) + little(data.count, 4) + data + (data.count % 2 == 0 ? [] : [0])
    }

    static func webP(_ chunks: [UInt8]) -> [UInt8] {
        Array("RIFF".utf8) + little(chunks.count + 4, 4) + Array("WEBP".utf8) + chunks
    }

    static let lossy = riff("VP8 ", [0x30, 1, 0, 0x9D, 0x01, 0x2A] + little(80, 2) + little(60, 2) + [9])
    static let lossless = riff("VP8L", [0x2F] + little(79 | 59 << 14, 4) + [9, 9])
    static func extended(flags: UInt8) -> [UInt8] { riff("VP8X", [flags, 0, 0, 0] + little(79, 3) + little(59, 3)) }

    static let clean: [(bytes: [UInt8], type: FileType)] = [
        (jpeg(jfif + profile + adobe), .jpeg), (jpeg(frame: 0xC2, scans: 3), .jpeg), (png(), .png), (gif(), .gif),
        (webP(lossy), .webp), (webP(lossless), .webp),
        (webP(extended(flags: 0x20) + riff("ICCP", [7]) + lossy), .webp),
    ]

    static let dirty: [(bytes: [UInt8], type: FileType)] = [
        (jpeg(jfif + exif(orientation: 6) + segment(0xFE, Array("GPS-PLACE".utf8))) + Array("GPS-PLACE".utf8), .jpeg),
        (
            jpeg(
                segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 1, 3] + Array("GPS-PLACE".utf8))
                    + segment(0xE0, Array("JFXX\0GPS-PLACE".utf8)) + segment(0xE1, Array("http:GPS-PLACE".utf8))
                    + segment(0xE2, Array("MPF\0GPS-PLACE".utf8)) + segment(0xED, Array("GPS-PLACE".utf8)),
                frame: 0xC2, scans: 3) + jpeg(exif(orientation: 1)), .jpeg
        ),
        (
            png(chunk("eXIf", Array("GPS-PLACE".utf8)) + chunk("tEXt", Array("GPS-PLACE".utf8)))
                + Array("GPS-PLACE".utf8), .png
        ),
        (
            gif(
                [0x21, 0xFE, 9] + Array("GPS-PLACE".utf8) + [0] + loop + [0x21, 0xFF, 11] + Array("XMP DataXMP".utf8)
                    + [9] + Array("GPS-PLACE".utf8) + [0]) + Array("GPS-PLACE".utf8), .gif
        ),
        (
            webP(
                extended(flags: 0x2C) + riff("ICCP", [7]) + lossy + riff("EXIF", Array("GPS-PLACE".utf8))
                    + riff("XMP ", Array("GPS-PLACE".utf8))) + Array("GPS-PLACE".utf8), .webp
        ),
    ]
}
