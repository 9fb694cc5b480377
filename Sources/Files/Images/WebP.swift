/// The chunks that the picture and its animation need (RFC 9649 §2.7).
private let keptChunks: Set<String> = ["VP8X", "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L"]
private let pictureChunks: Set<String> = ["VP8 ", "VP8L", "ANMF"]

/// The bits of VP8X that announce Exif and XMP.
private let metadataFlags: UInt8 = 0x0C

func webPSize(_ view: ByteView) -> ImageSize? {
    guard view.holds("RIFF"), view.holds("WEBP", at: 8) else { return nil }
    switch view.text(12, 4) {
    case "VP8X":
        return ImageSize(view.little(24, 3).map { $0 + 1 }, view.little(27, 3).map { $0 + 1 })
    case "VP8L":
        guard view[20] == 0x2F, let bits = view.little(21, 4) else { return nil }
        return ImageSize((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    case "VP8 ":
        guard view.holds([0x9D, 0x01, 0x2A], at: 23) else { return nil }
        return ImageSize(view.little(26, 2).map { $0 & 0x3FFF }, view.little(28, 2).map { $0 & 0x3FFF })
    default:
        return nil
    }
}

func cleanWebP(_ view: ByteView) -> [UInt8]? {
    guard view.holds("RIFF"), view.holds("WEBP", at: 8), let size = view.little(4, 4), size >= 12,
        let body = view.slice(0, 8 + size)
    else { return nil }
    let file = ByteView(body)
    var chunks: [UInt8] = []
    chunks.reserveCapacity(file.count)
    var offset = 12
    var hasPicture = false
    while offset < file.count {
        guard let name = file.text(offset, 4), let length = file.little(offset + 4, 4),
            let chunk = file.slice(offset, 8 + length + length % 2)
        else { return nil }
        if name == "VP8X", length < 10 { return nil }
        if keptChunks.contains(name) {
            let start = chunks.count
            chunks += chunk
            if name == "VP8X" { chunks[start + 8] &= ~metadataFlags }
        }
        hasPicture = hasPicture || pictureChunks.contains(name)
        offset += chunk.count
    }
    guard hasPicture else { return nil }
    let total = UInt32(truncatingIfNeeded: chunks.count + 4)  // no more than was announced in 32 bits
    let length = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: total >> $0) }
    return Array("RIFF".utf8) + length + Array("WEBP".utf8) + chunks
}
