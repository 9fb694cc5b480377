/// Whether a path as sent means one thing only, whoever reads it: no broken escape, NUL or invalid UTF-8, no `.` or `..`
/// as a segment in any spelling. An encoded slash is an ordinary character of its segment.
func isUnambiguousPath(_ path: ArraySlice<UInt8>) -> Bool {
    return path.split(separator: UInt8(ascii: "/")).allSatisfy { segment in
        guard let text = percentDecoded(segment) else { return false }
        return text != "." && text != ".."
    }
}
