/// HEIF and related formats store the place where a photo was taken where `withoutMetadata` does
/// not reach; `crx ` is a raw photo.
private let photoBrands: Set<String> = [
    "heic", "heix", "heim", "heis", "hevc", "hevx", "avif", "avis", "mif1", "mif2", "msf1", "miaf", "crx ",
]

/// The most compatible brands that are read.
private let brandLimit = 64

/// The type of a file of the MP4 family (ISO/IEC 14496-12 §4.3).
func brandedType(_ view: ByteView) -> FileType {
    guard let length = view.big(0, 4), let major = view.text(8, 4) else { return .binary }
    let compatible = stride(from: 16, to: min(length, 16 + 4 * brandLimit), by: 4).compactMap { view.text($0, 4) }
    if ([major] + compatible).contains(where: photoBrands.contains) { return .binary }
    return switch major {
    case "M4A ", "M4B ": .m4a
    case "qt  ": .quicktime
    default: .mp4
    }
}

private let bitRates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
private let lowBitRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
private let sampleRates = [44_100, 48_000, 32_000]

/// Whether it begins with an ID3v2 tag, or with an MPEG layer III frame that is followed by
/// another (ISO/IEC 11172-3 §2.4.1).
func isMP3(_ view: ByteView) -> Bool {
    if view.holds("ID3"), let version = view[3], version < 5 { return true }
    guard let length = frameLength(view, at: 0) else { return false }
    return length >= view.count || frameLength(view, at: length) != nil
}

private func frameLength(_ view: ByteView, at offset: Int) -> Int? {
    guard let header = view.big(offset, 4), header >> 21 == 0x7FF else { return nil }
    let (version, layer) = (header >> 19 & 3, header >> 17 & 3)
    let (bitRate, sampleRate) = (header >> 12 & 15, header >> 10 & 3)
    guard version != 1, layer == 1, bitRate > 0, bitRate < 15, sampleRate < 3 else { return nil }
    let isFirstVersion = version == 3
    let rate = sampleRates[sampleRate] >> (isFirstVersion ? 0 : version == 2 ? 1 : 2)
    let bits = (isFirstVersion ? bitRates : lowBitRates)[bitRate] * 1000
    return (isFirstVersion ? 144 : 72) * bits / rate + (header >> 9 & 1)
}
