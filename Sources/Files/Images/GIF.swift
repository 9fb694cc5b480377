/// The application extensions that say how often an animation repeats.
private let keptApplications = ["NETSCAPE2.0", "ANIMEXTS1.0"]

/// The size of the screen that the file announces, or of its frames if they reach
/// beyond it: that is what browsers draw.
func gifSize(_ view: ByteView) -> ImageSize? {
    guard view.holds("GIF87a") || view.holds("GIF89a"), let flags = view[10], var width = view.little(6, 2),
        var height = view.little(8, 2)
    else { return nil }
    var offset = 13 + colourTable(flags)
    while let introducer = view[offset] {
        if introducer == 0x2C {
            guard let left = view.little(offset + 1, 2), let top = view.little(offset + 3, 2),
                let across = view.little(offset + 5, 2), let down = view.little(offset + 7, 2),
                let flags = view[offset + 9]
            else { break }
            (width, height) = (max(width, left + across), max(height, top + down))
            offset += 11 + colourTable(flags)
        } else if introducer == 0x21 {
            offset += 2
        } else {
            break
        }
        guard let end = endOfBlocks(view, from: offset) else { break }
        offset = end
    }
    return ImageSize(width, height)
}

func cleanGIF(_ view: ByteView) -> [UInt8]? {
    guard view.holds("GIF87a") || view.holds("GIF89a"), let flags = view[10] else { return nil }
    var offset = 13 + colourTable(flags)
    guard let head = view.slice(0, offset) else { return nil }
    var output = Array(head)
    output.reserveCapacity(view.count)
    var hasPicture = false
    while let introducer = view[offset] {
        switch introducer {
        case 0x3B:
            return hasPicture ? output + [introducer] : nil
        case 0x2C:
            guard let flags = view[offset + 9],
                let end = endOfBlocks(view, from: offset + 11 + colourTable(flags)),
                let image = view.slice(offset, end - offset)
            else { return nil }
            hasPicture = true
            output += image
            offset = end
        case 0x21:
            guard let end = endOfBlocks(view, from: offset + 2), let block = view.slice(offset, end - offset) else {
                return nil
            }
            if isKept(ByteView(block)) { output += block }
            offset = end
        default:
            return nil
        }
    }
    return nil
}

/// The size in bytes of the colour table that `flags` announces.
private func colourTable(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }

/// The offset after a chain of blocks, each of which begins with its length; an empty block ends the chain.
private func endOfBlocks(_ view: ByteView, from start: Int) -> Int? {
    var offset = start
    while let length = view[offset] {
        offset += 1 + Int(length)
        if length == 0 { return offset }
    }
    return nil
}

/// Whether it is a graphic control, plain text, or one of the kept application extensions (GIF89a §§23–26).
private func isKept(_ block: ByteView) -> Bool {
    switch block[1] {
    case 0xF9, 0x01: true
    case 0xFF: block[2] == 11 && keptApplications.contains { block.holds($0, at: 3) }
    default: false
    }
}
