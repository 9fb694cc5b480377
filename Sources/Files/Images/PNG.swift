private let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

/// The chunks that the picture and its animation need (PNG, third edition, §11).
private let keptChunks: Set<String> = [
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "pHYs", "bKGD", "acTL", "fcTL",
    "fdAT",
]

func pngSize(_ view: ByteView) -> ImageSize? {
    guard view.holds(signature), view.big(8, 4) == 13, view.holds("IHDR", at: 12) else { return nil }
    return ImageSize(view.big(16, 4), view.big(20, 4))
}

func cleanPNG(_ view: ByteView) -> [UInt8]? {
    guard view.holds(signature), view.big(8, 4) == 13, view.holds("IHDR", at: 12) else { return nil }
    var output = signature
    output.reserveCapacity(view.count)
    var offset = signature.count
    var hasPicture = false
    while let length = view.big(offset, 4), let name = view.text(offset + 4, 4),
        let chunk = view.slice(offset, 12 + length)
    {
        if keptChunks.contains(name) { output += chunk }
        if name == "IDAT" { hasPicture = true }
        if name == "IEND" { return hasPicture ? output : nil }
        offset += chunk.count
    }
    return nil
}
