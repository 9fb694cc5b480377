/// The part of a representation that a request asks for by its `Range` field (RFC 9110 §14.2). As the RFC allows,
/// several ranges, other units and malformed fields are ignored, and the answer is the whole.
enum ByteRange: Equatable {
    case all
    case part(Range<Int>)
    case unsatisfiable

    init(_ field: String?, of size: Int) {
        guard let field, field.hasPrefix("bytes="), !field.contains(",") else {
            self = .all
            return
        }
        let bounds = field.dropFirst("bytes=".count).split(
            separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard bounds.count == 2, let first = Self.number(bounds[0]), let last = Self.number(bounds[1]) else {
            self = .all
            return
        }
        switch (first, last) {
        case (nil, nil): self = .all
        case (nil, let count?): self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
        case (let start?, nil): self = start < size ? .part(start..<size) : .unsatisfiable
        case (let start?, let end?):
            guard start <= end else {
                self = .all
                return
            }
            self = start < size ? .part(start..<(min(end, size - 1) + 1)) : .unsatisfiable
        }
    }

    /// `.some(nil)` for an empty text; nil if it is not a number.
    private static func number(_ text: Substring) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return .some(Int(text) ?? .max)
    }
}
