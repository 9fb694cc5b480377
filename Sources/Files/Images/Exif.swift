private let orientationTag = 0x0112

/// The orientation, 1...8, in the Exif data of `payload` (Exif 2.32 §4.6.4); nil if it has none.
func exifOrientation(_ payload: ByteView) -> UInt8? {
    guard payload.holds("Exif\0"), let slice = payload.slice(6, payload.count - 6) else { return nil }
    let tiff = ByteView(slice)
    let isBig = tiff.holds("MM")
    guard isBig || tiff.holds("II") else { return nil }
    func number(_ offset: Int, _ count: Int) -> Int? {
        isBig ? tiff.big(offset, count) : tiff.little(offset, count)
    }
    guard number(2, 2) == 42, let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
    for entry in 0..<entries {
        let offset = directory + 2 + 12 * entry
        guard let tag = number(offset, 2) else { return nil }
        guard tag == orientationTag else { continue }
        guard number(offset + 2, 2) == 3, let value = number(offset + 8, 2), (1...8).contains(value) else { return nil }
        return UInt8(value)
    }
    return nil
}

/// A JPEG segment with Exif data that holds the orientation and nothing else.
func exifSegment(_ orientation: UInt8) -> [UInt8] {
    let header: [UInt8] = [0xFF, 0xE1, 0, 34] + Array("Exif\0\0MM".utf8) + [0, 42, 0, 0, 0, 8]
    let directory: [UInt8] = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
    return header + directory
}
