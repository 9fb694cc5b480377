/// A field line `name: value` of a head, without the white space around the value (RFC 9112 §5).
struct FieldLine {
    let name: Range<Int>
    let value: Range<Int>
    /// The position after its CR LF.
    let end: Int

    /// Parses the line at `place` strictly. The head must end with CR LF CR LF.
    @inline(__always)
    init(_ head: RawSpan, at place: Int) throws(HTTPError) {
        // A line that begins with white space (obs-fold) has no name, so it is refused too.
        let colon = head.end(of: .token, from: place)
        guard colon > place, head.byte(colon) == UInt8(ascii: ":") else { throw .invalidFieldName }
        var start = colon + 1
        while head.byte(start) == .space || head.byte(start) == .tab { start += 1 }
        let lineEnd = head.endOfFieldValue(from: start, to: head.byteCount - 2)
        guard head.byte(lineEnd) == .carriageReturn, head.byte(lineEnd + 1) == .lineFeed else {
            throw .invalidFieldValue
        }
        var valueEnd = lineEnd
        while valueEnd > start, head.byte(valueEnd - 1) == .space || head.byte(valueEnd - 1) == .tab { valueEnd -= 1 }
        name = place..<colon
        value = start..<valueEnd
        end = lineEnd + 2
    }
}

/// The field lines of a head that has been checked. They are scanned each time: that costs less than to store the
/// positions of all fields with every request.
struct FieldLines: Sequence, IteratorProtocol {
    let bytes: [UInt8]
    var place: Int

    mutating func next() -> FieldLine? {
        let line = Self.line(bytes.span.bytes, at: place)
        if let line { place = line.end }
        return line
    }

    private static func line(_ head: RawSpan, at place: Int) -> FieldLine? {
        place < head.byteCount - 2 ? try? FieldLine(head, at: place) : nil
    }
}
