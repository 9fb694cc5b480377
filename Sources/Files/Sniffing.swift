extension FileType {
    /// - Parameters:
    ///   - head: The first bytes of the file: at least 4 KiB, or all of it.
    ///   - isWhole: Whether `head` is all of it. If not, a character that is cut off at the end is not an error.
    public init(head: some Collection<UInt8>, isWhole: Bool) {
        let bytes = Array(head)
        let view = ByteView(bytes)
        self =
            Self.signed(view)
            ?? container(view)
            ?? (isUTF16Text(bytes) ? .text : nil)
            ?? (isMP3(view) ? .mp3 : nil)
            ?? (isText(bytes, isWhole: isWhole) || isLegacyText(bytes) || isUnmarkedUTF16Text(bytes) ? .text : .binary)
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
    // A text may begin with these two letters; only the header of a program has a NUL in it.
    if view.holds("MZ"), view.slice(0, min(view.count, 64))?.contains(0) == true { return .program }
    return nil
}

private func isText(_ bytes: [UInt8], isWhole: Bool) -> Bool {
    if bytes.isEmpty || bytes.contains(0) { return false }
    var end = bytes.count
    if !isWhole {
        // A character has at most four bytes, and the last one may be cut off.
        if let lead = bytes.indices.suffix(4).last(where: { bytes[$0] & 0xC0 != 0x80 }), bytes[lead] >= 0xC0 {
            end = lead
        }
    }
    return String(validating: bytes[..<end], as: UTF8.self) != nil
}

/// Whether it is UTF-16 with a byte order mark, as Excel and Notepad write it.
private func isUTF16Text(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 4, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else { return false }
    return utf16Text(bytes.dropFirst(2), isLittle: bytes[0] == 0xFF) != nil
}

/// Whether it is UTF-16 without a byte order mark. Random bytes look like letters of all the world's scripts; what
/// people write is mostly ASCII and one more alphabet.
private func isUnmarkedUTF16Text(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 8 else { return false }
    return [true, false].contains { isLittle in
        guard let text = utf16Text(bytes[...], isLittle: isLittle) else { return false }
        let scalars = text.unicodeScalars
        return scalars.count { $0.value < 0x600 } * 8 >= scalars.count * 7
    }
}

private func utf16Text(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> String? {
    let low = bytes.startIndex + (isLittle ? 0 : 1)
    let high = bytes.startIndex + (isLittle ? 1 : 0)
    var units = stride(from: 0, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[low + $0]) | UInt16(bytes[high + $0]) << 8
    }
    // The last character may be cut off.
    if let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
    guard let text = String(validating: units, as: UTF16.self) else { return nil }
    return text.unicodeScalars.allSatisfy { !isControl($0.value) } ? text : nil
}

/// Whether it may be text in an old encoding of one byte a letter (Windows-1251, CP866 and their relatives, as Excel
/// writes tables), or UTF-8 with a broken character: anything without control characters. A tenth of random bytes are
/// control characters, so hardly any other file has none; fewer than four bytes prove nothing.
private func isLegacyText(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 4 && !bytes.contains { isControl(UInt32($0)) }
}

/// Whether it is a control character that text does not have. White space and the end mark of old systems are allowed.
private func isControl(_ value: UInt32) -> Bool {
    value == 0x7F || (value < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1A].contains(value))
}
