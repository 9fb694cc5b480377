/// What of a representation a request asks for by its `Range` field (RFC 9110 §14.2). Several ranges, other units and
/// what can't be read are ignored, as is allowed: the answer is all of it.
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

    /// Nil inside if there is none; nil if it is no number.
    private static func number(_ text: Substring) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return .some(Int(text) ?? .max)
    }
}
