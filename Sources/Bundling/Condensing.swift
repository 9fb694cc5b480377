/// The kinds of pages' files that have comments.
enum SourceKind {
    case script
    case styleSheet

    /// Nil if the file is served unchanged.
    init?(path: String) {
        if path.hasSuffix(".js") {
            self = .script
        } else if path.hasSuffix(".css") {
            self = .styleSheet
        } else {
            return nil
        }
    }
}

/// A source without what only people need: lines with nothing but a comment, indentation and empty
/// lines. That is a third of its size.
///
/// Only whole lines and leading spaces are removed, so nothing inside code or a string changes. The pages' style keeps
/// such lines out of template literals, except those with style sheets, in which spaces mean nothing.
func condensed(_ source: [UInt8], _ kind: SourceKind) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(source.count)
    for line in source.split(separator: UInt8(ascii: "\n")) {
        let line = line.drop { $0 == UInt8(ascii: " ") }
        if line.isEmpty || isComment(String(decoding: line, as: UTF8.self), kind) { continue }
        if !kept.isEmpty { kept.append(UInt8(ascii: "\n")) }
        kept.append(contentsOf: line)
    }
    return kept
}

private func isComment(_ line: String, _ kind: SourceKind) -> Bool {
    switch kind {
    case .styleSheet: return line.hasPrefix("/*") && line.hasSuffix("*/")
    case .script:
        if line.hasPrefix("//") || line.hasPrefix("* ") || line == "*" || line == "*/" { return true }
        // A comment that begins here and ends within the line has code after it.
        return line.hasPrefix("/**") && (line.hasSuffix("*/") || !line.contains("*/"))
    }
}
