/// Files as far as the simulator looks into them: the first bytes.
enum SampleFile {
    static func png(_ width: Int, _ height: Int) -> [UInt8] {
        func big(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
        let header = Array("IHDR".utf8) + big(width) + big(height) + [8, 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13) + header
    }

    static let gif = Array("GIF89a".utf8) + [2, 0, 3, 0]
    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 60, 0, 80, 1, 1, 0x11, 0]
    static let webp =
        Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBPVP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0]
        + [255, 1, 0, 99, 0, 0]
    static let ogg = Array("OggS".utf8) + [0, 2]
    static let mp3 = Array("ID3".utf8) + [4, 0]
    static let mp4: [UInt8] = [0, 0, 0, 24] + Array("ftypisom".utf8)
    static let text = Array("Hello, file.".utf8)
}
