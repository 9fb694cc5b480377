/// Whether a path as sent means one thing only, whoever reads it: no broken escape, NUL or invalid UTF-8, no `.` or `..`
/// as a segment in any spelling. An encoded slash is an ordinary character of its segment.
func isUnambiguousPath(_ path: ArraySlice<UInt8>) -> Bool {
    var hasEscape = false
    var startsSegment = false
    var hasDotSegment = false
    for byte in path {
        if byte == UInt8(ascii: "%") { hasEscape = true }
        if byte == UInt8(ascii: "."), startsSegment { hasDotSegment = true }
        startsSegment = byte == UInt8(ascii: "/")
    }
    // The usual path has neither, and one look at each byte was enough.
    guard hasEscape || hasDotSegment else { return true }
    return path.split(separator: UInt8(ascii: "/")).allSatisfy { segment in
        guard let text = percentDecoded(segment) else { return false }
        return text != "." && text != ".."
    }
}
