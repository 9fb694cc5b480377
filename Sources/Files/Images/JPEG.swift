/// A marker and its segment (ITU-T T.81 §B.1.1).
struct JPEGSegment {
    static let start: [UInt8] = [0xFF, 0xD8]
    static let end: UInt8 = 0xD9
    static let scan: UInt8 = 0xDA

    let marker: UInt8
    /// The segment without its length.
    let payload: ByteView
    /// The marker and its segment as they stand in the file.
    let bytes: ArraySlice<UInt8>
    let next: Int

    /// Reads the segment at `offset`; nil if there is none or it reaches beyond the end.
    init?(_ view: ByteView, at offset: Int) {
        var offset = offset
        guard view[offset] == 0xFF else { return nil }
        while view[offset + 1] == 0xFF { offset += 1 }  // fill bytes
        guard let marker = view[offset + 1], marker >= 0xC0, !(0xD0...0xD8).contains(marker) else { return nil }
        var length = 0
        if marker != Self.end {
            guard let given = view.big(offset + 2, 2), given >= 2 else { return nil }
            length = given
        }
        guard let bytes = view.slice(offset, 2 + length) else { return nil }
        self.marker = marker
        self.bytes = bytes
        payload = ByteView(bytes.dropFirst(4))
        next = offset + bytes.count
    }

    /// Whether it is a start of frame, which holds the size.
    var isFrame: Bool { (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker) }

    var size: ImageSize? { ImageSize(payload.big(3, 2), payload.big(1, 2)) }

    /// The orientation, if it is an Exif segment.
    var orientation: UInt8? { marker == 0xE1 ? exifOrientation(payload) : nil }
}

func jpegSize(_ view: ByteView) -> ImageSize? {
    guard view.holds(JPEGSegment.start) else { return nil }
    var offset = 2
    var orientation: UInt8?
    var frame: JPEGSegment?
    while let segment = JPEGSegment(view, at: offset), segment.marker != JPEGSegment.end {
        if segment.isFrame { frame = frame ?? segment }
        orientation = orientation ?? segment.orientation
        if segment.marker == JPEGSegment.scan {
            // From 5 on, the image is shown turned by 90° (Exif 2.32 §4.6.4).
            return (orientation ?? 1) >= 5 ? frame?.size?.turned : frame?.size
        }
        offset = segment.next
    }
    return nil
}
