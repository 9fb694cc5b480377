/// What a zip file is, told by the entries that begin within `view`.
func zipType(_ view: ByteView) -> FileType {
    // OpenDocument: the first entry is its type, not compressed (OpenDocument 1.3, part 2, §3.3).
    if view.holds("mimetype", at: 30), let name = view.little(26, 2), let extra = view.little(28, 2),
        let size = view.little(18, 4), size < 128, let type = view.text(30 + name + extra, size)
    {
        return type == FileType.odt.rawValue ? .odt : type == FileType.ods.rawValue ? .ods : .zip
    }
    return officeType(entryNames(view)) ?? .zip
}

/// Office Open XML: a list of content types or relations, and a folder for what it is.
private func officeType(_ names: [String]) -> FileType? {
    guard names.contains(where: { $0 == "[Content_Types].xml" || $0 == "_rels/.rels" }) else { return nil }
    for name in names {
        if name.hasPrefix("word/") { return .docx }
        if name.hasPrefix("xl/") { return .xlsx }
        if name.hasPrefix("ppt/") { return .pptx }
    }
    return nil
}

/// Bytes of an entry's name: longer ones tell nothing here, and headers that all claim one would be read again and again.
private let longestEntryName = 256

/// The entries' headers are looked for rather than walked: their sizes may stand after the content.
private func entryNames(_ view: ByteView) -> [String] {
    var names: [String] = []
    var offset = 0
    while offset + 30 <= view.count {
        if view[offset] == 0x50, view.holds([0x50, 0x4B, 0x03, 0x04], at: offset),
            let length = view.little(offset + 26, 2), length <= longestEntryName,
            let name = view.text(offset + 30, length)
        {
            names.append(name)
            offset += 30 + length
        } else {
            offset += 1
        }
    }
    return names
}
