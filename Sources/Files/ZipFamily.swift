/// What a zip file is, told by those of its entries that begin within `view`.
func zipType(_ view: ByteView) -> FileType {
    // OpenDocument: the first entry holds the type, uncompressed (OpenDocument 1.3, part 2, §3.3).
    if view.holds("mimetype", at: 30), let name = view.little(26, 2), let extra = view.little(28, 2),
        let size = view.little(18, 4), size < 128, let type = view.text(30 + name + extra, size)
    {
        return type == FileType.odt.rawValue ? .odt : type == FileType.ods.rawValue ? .ods : .zip
    }
    return officeType(entryNames(view)) ?? .zip
}

/// Office Open XML: it has a list of content types or relations, and a folder named after the kind of document.
private func officeType(_ names: [String]) -> FileType? {
    guard names.contains(where: { $0 == "[Content_Types].xml" || $0 == "_rels/.rels" }) else { return nil }
    for name in names {
        if name.hasPrefix("word/") { return .docx }
        if name.hasPrefix("xl/") { return .xlsx }
        if name.hasPrefix("ppt/") { return .pptx }
    }
    return nil
}

/// The most bytes of an entry's name. A longer name tells nothing here, and headers that all claim one would have the
/// same bytes read again and again.
private let longestEntryName = 256

/// The headers are searched for, not walked from one to the next: an entry's size may stand after its content.
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
