/// The kinds of pages' files that have comments for their readers.
enum SourceKind {
    case script
    case styleSheet

    /// Nil if the file is served as it is.
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

/// A source without lines that hold nothing but a comment, indentation and empty lines.
///
/// Only whole lines and their first spaces go, so nothing inside code or a string is touched; the pages' style keeps such
/// beginnings out of template literals, except where they hold style sheets, to which spaces mean nothing.
func condensed(_ source: [UInt8], _ kind: SourceKind) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(source.count)
    for line in source.split(separator: UInt8(ascii: "\n")) {
        let line = String(decoding: line.drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
        if line.isEmpty || isComment(line, kind) { continue }
        if !kept.isEmpty { kept.append(UInt8(ascii: "\n")) }
        kept.append(contentsOf: line.utf8)
    }
    return kept
}

private func isComment(_ line: String, _ kind: SourceKind) -> Bool {
    switch kind {
    case .styleSheet: return line.hasPrefix("/*") && line.hasSuffix("*/")
    case .script:
        if line.hasPrefix("//") || line.hasPrefix("* ") || line == "*" || line == "*/" { return true }
        // A comment that begins here and ends before the end of the line has code after it.
        return line.hasPrefix("/**") && (line.hasSuffix("*/") || !line.contains("*/"))
    }
}
