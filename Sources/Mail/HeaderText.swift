/// The most scalars of a header's text: mail programs show fewer.
private let longestHeaderText = 200
/// With the name of its field before it, a line of this many characters is one that every server takes (RFC 5322 §2.1.1).
private let longestPlainText = 60
/// Bytes of text in an encoded word: with the field's name before it the line stays within 76 characters (RFC 2047 §2).
private let encodedWordBytes = 39

/// Text as one line: what could end a header, or turn round what stands beside it, is a blank or gone.
func oneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(longestHeaderText * 2) {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
            if let last = line.last, last != " " { line.append(" ") }
        // Among them are those that change the direction of what follows.
        case .format where !scalar.isJoiner: break
        case .surrogate, .privateUse, .unassigned: break
        default: line.append(scalar)
        }
        if line.count >= longestHeaderText { break }
    }
    while line.last == " " { line.removeLast() }
    return String(line)
}

/// Text for a header such as the subject, with encoded words where they are needed (RFC 2047).
func headerText(_ text: String) -> String {
    let line = oneLine(text)
    return isPlain(line) ? line : encodedWords(line)
}

/// The name of somebody before their address (RFC 5322 §3.2.5).
func headerPhrase(_ name: String) -> String {
    guard isPlain(name) else { return encodedWords(name) }
    return "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}

private func isPlain(_ line: String) -> Bool {
    line.utf8.count <= longestPlainText && line.utf8.allSatisfy { 0x20...0x7E ~= $0 } && !line.contains("=?")
}

private func encodedWords(_ line: String) -> String {
    var words: [String] = []
    var bytes: [UInt8] = []
    func close() {
        if !bytes.isEmpty { words.append("=?UTF-8?B?\(base64(bytes))?=") }
        bytes.removeAll()
    }
    for scalar in line.unicodeScalars {
        let next = UTF8.encode(scalar).map(Array.init) ?? []
        if bytes.count + next.count > encodedWordBytes { close() }
        bytes += next
    }
    close()
    return words.joined(separator: "\r\n ")
}

extension Unicode.Scalar {
    /// Emoji and some scripts need them.
    fileprivate var isJoiner: Bool { value == 0x200C || value == 0x200D }
}
