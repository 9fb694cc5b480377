/// Whether every reader understands a path as sent in the same way: it has no broken escape, NUL or invalid UTF-8, and
/// no segment `.` or `..` in any spelling. An encoded slash is an ordinary character of its segment.
func isUnambiguousPath(_ path: ArraySlice<UInt8>) -> Bool {
    return path.split(separator: UInt8(ascii: "/")).allSatisfy { segment in
        guard let text = percentDecoded(segment) else { return false }
        return text != "." && text != ".."
    }
}
