/// A header's text with its encoded words decoded (RFC 2047), quotation marks around them or not: many programs write
/// them where they should not.
func decodedHeader(_ text: String) -> String {
    guard text.contains("=?") else { return text }
    var output = ""
    var rest = text[...]
    // Words of the same set are joined before they are decoded: some programs cut letters in two.
    var open: (charset: String, bytes: [UInt8])?
    func close() {
        if let open { output += decoded(open.bytes, charset: open.charset) }
        open = nil
    }
    while let start = rest.firstRange(of: "=?") {
        let between = rest[..<start.lowerBound]
        guard let (word, end) = encodedWord(rest[start.lowerBound...]) else {
            close()
            output += rest[..<start.upperBound]
            rest = rest[start.upperBound...]
            continue
        }
        if open == nil || !between.allSatisfy(\.isWhitespace) {
            close()
            output += between
        }
        if let charset = open?.charset, charset != word.charset { close() }
        open = (word.charset, (open?.bytes ?? []) + word.bytes)
        rest = rest[end...]
    }
    close()
    return output + rest
}

private func encodedWord(
    _ text: Substring
) -> (word: (charset: String, bytes: [UInt8]), end: Substring.Index)? {
    // A word has 75 characters at most. Some programs write longer ones.
    let near = text.dropFirst(2).prefix(1000)
    guard let first = near.firstIndex(of: "?") else { return nil }
    let charset = near[..<first].split(separator: "*").first.map(String.init) ?? ""
    let afterFirst = near[near.index(after: first)...]
    guard let kind = afterFirst.first?.lowercased(), kind == "b" || kind == "q",
        afterFirst.dropFirst().first == "?"
    else { return nil }
    let content = afterFirst.dropFirst(2)
    guard let end = content.firstRange(of: "?="), !content[..<end.lowerBound].contains("?") else { return nil }
    let bytes = content[..<end.lowerBound].utf8
    let isBase64 = kind == "b"
    return (
        (charset.lowercased(), isBase64 ? base64Decoded(bytes) : quotedPrintableDecoded(bytes, isHeader: true)),
        end.upperBound
    )
}
