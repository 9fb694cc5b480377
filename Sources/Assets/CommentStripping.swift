/// A script without the lines that hold nothing but a comment. Types and reasons are written into the scripts as
/// comments, which is a quarter of their size, and browsers need neither.
///
/// Only whole lines go, by their first letters, so nothing inside code or a string is touched; the pages' style keeps
/// such beginnings out of template literals.
func withoutCommentLines(_ script: UnsafeRawBufferPointer) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(script.count)
    for line in script.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        if isComment(line.drop { $0 == UInt8(ascii: " ") }) { continue }
        if !kept.isEmpty { kept.append(UInt8(ascii: "\n")) }
        kept.append(contentsOf: line)
    }
    return kept
}

private func isComment(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    let line = String(decoding: line, as: UTF8.self)
    if line.hasPrefix("//") || line.hasPrefix("* ") || line == "*" || line == "*/" { return true }
    // A comment that begins here and ends before the end of the line has code after it.
    return line.hasPrefix("/**") && (line.hasSuffix("*/") || !line.contains("*/"))
}
