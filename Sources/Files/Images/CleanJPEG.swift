func cleanJPEG(_ view: ByteView) -> [UInt8]? {
    guard view.holds(JPEGSegment.start) else { return nil }
    var output = JPEGSegment.start
    output.reserveCapacity(view.count)
    var offset = 2
    var hasFrame = false
    var hasScan = false
    var hasOrientation = false
    while let segment = JPEGSegment(view, at: offset) {
        offset = segment.next
        if segment.marker == JPEGSegment.end {
            output += segment.bytes
            return hasScan ? output : nil
        }
        if segment.isFrame { hasFrame = true }
        if let orientation = segment.orientation, !hasOrientation {
            hasOrientation = true
            if orientation != 1 { output += exifSegment(orientation) }
        }
        output += kept(segment)
        guard segment.marker == JPEGSegment.scan else { continue }
        guard hasFrame, let end = endOfScan(view, from: offset), let scan = view.slice(offset, end - offset) else {
            return nil
        }
        hasScan = true
        output += scan
        offset = end
    }
    return nil
}

/// The offset of the first marker after coded data that is neither a restart marker nor a stuffed byte.
private func endOfScan(_ view: ByteView, from start: Int) -> Int? {
    var offset = start
    while let byte = view[offset] {
        guard byte == 0xFF else {
            offset += 1
            continue
        }
        switch view[offset + 1] {
        case nil: return nil
        case 0, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7: offset += 2
        case 0xFF: offset += 1
        default: return offset
        }
    }
    return nil
}

private func kept(_ segment: JPEGSegment) -> ArraySlice<UInt8> {
    switch segment.marker {
    case 0xE0: segment.payload.holds("JFIF\0") ? withoutThumbnail(segment) : []
    case 0xE2: segment.payload.holds("ICC_PROFILE\0") ? segment.bytes : []
    case 0xEE: segment.payload.holds("Adobe") ? segment.bytes : []
    case 0xE1...0xEF, 0xFE: []
    default: segment.bytes
    }
}

/// JFIF ends with a thumbnail's width, height and pixels (ITU-T T.871 §10.1).
private func withoutThumbnail(_ segment: JPEGSegment) -> ArraySlice<UInt8> {
    guard let head = segment.payload.slice(0, 12) else { return [] }
    return [0xFF, 0xE0, 0, 16] + head + [0, 0]
}
