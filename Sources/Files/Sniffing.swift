extension FileType {
    /// - Parameters:
    ///   - head: the first bytes of the file: at least 4 KiB, or all of it.
    ///   - isWhole: whether `head` is all of it. If not, a character cut off at the end is no fault.
    public init(head: some Collection<UInt8>, isWhole: Bool) {
        let bytes = Array(head)
        let view = ByteView(bytes)
        self =
            Self.signed(view)
            ?? container(view)
            ?? (isMP3(view) ? .mp3 : nil)
            ?? (isText(bytes, isWhole: isWhole) ? .text : .binary)
    }

    private static let signatures: [(bytes: [UInt8], type: FileType)] = [
        ([0xFF, 0xD8, 0xFF], .jpeg),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        (Array("GIF87a".utf8), .gif), (Array("GIF89a".utf8), .gif),
        ([0x1A, 0x45, 0xDF, 0xA3], .webm),
        (Array("OggS".utf8) + [0], .ogg),
        (Array("fLaC".utf8) + [0], .flac), (Array("fLaC".utf8) + [0x80], .flac),
        (Array("%PDF-".utf8), .pdf),
        ([0x1F, 0x8B], .gzip),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
        (Array("Rar!".utf8) + [0x1A, 0x07], .rar),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .ole),
        (Array("{\\rtf".utf8), .rtf),
        (Array("#!".utf8), .program),
        ([0x7F, 0x45, 0x4C, 0x46], .program),
        ([0xFE, 0xED, 0xFA, 0xCE], .program), ([0xFE, 0xED, 0xFA, 0xCF], .program),
        ([0xCE, 0xFA, 0xED, 0xFE], .program), ([0xCF, 0xFA, 0xED, 0xFE], .program),
        ([0xCA, 0xFE, 0xBA, 0xBE], .program), ([0xCA, 0xFE, 0xBA, 0xBF], .program),
    ]

    private static func signed(_ view: ByteView) -> FileType? {
        signatures.first { view.holds($0.bytes) }?.type
    }
}

private func container(_ view: ByteView) -> FileType? {
    if view.holds("RIFF") {
        if view.holds("WEBP", at: 8) { return .webp }
        if view.holds("WAVE", at: 8) { return .wav }
    }
    if view.holds("ftyp", at: 4) { return brandedType(view) }
    if view.holds([0x50, 0x4B, 0x03, 0x04]) { return zipType(view) }
    // Two letters may begin a text; the header of a program always has a NUL.
    if view.holds("MZ"), view.slice(0, min(view.count, 64))?.contains(0) == true { return .program }
    return nil
}

private func isText(_ bytes: [UInt8], isWhole: Bool) -> Bool {
    if bytes.isEmpty || bytes.contains(0) { return false }
    var end = bytes.count
    if !isWhole {
        // A character is at most four bytes: what its last lead byte begins may be cut off.
        if let lead = bytes.indices.suffix(4).last(where: { bytes[$0] & 0xC0 != 0x80 }), bytes[lead] >= 0xC0 {
            end = lead
        }
    }
    return String(validating: bytes[..<end], as: UTF8.self) != nil
}
