/// Finds where the values of a JSON text begin and end without interpreting them. So bytes can be kept as they came,
/// and one unexpected value does not cost its neighbours.
///
/// It only matches brackets and strings. What is between them is for a decoder to check.
struct JSONScanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether only white space is left.
    var isAtEnd: Bool {
        var rest = self
        rest.skipSpace()
        return rest.index == bytes.count
    }

    /// Reads an object and returns the range of the first member called `name`. Nil if there is
    /// none, or if it is not an object.
    mutating func object(find name: StaticString) -> Range<Int>? {
        guard take("{") else { return nil }
        let wanted = Array("\"\(name)\"".utf8)
        var found: Range<Int>?
        guard !take("}") else { return nil }
        repeat {
            guard let key = value(), take(":"), let value = value() else { return nil }
            if found == nil, bytes[key].elementsEqual(wanted) { found = value }
        } while take(",")
        return take("}") ? found : nil
    }

    /// Reads an array and returns the bytes of its elements; nil if it is not an array.
    mutating func array() -> [[UInt8]]? {
        guard take("[") else { return nil }
        if take("]") { return [] }
        var elements: [[UInt8]] = []
        repeat {
            guard let element = value() else { return nil }
            elements.append(Array(bytes[element]))
        } while take(",")
        return take("]") ? elements : nil
    }

    /// Skips one value. It does not recurse, so no depth of nesting is too much.
    private mutating func value() -> Range<Int>? {
        skipSpace()
        let start = index
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                guard string() else { return nil }
                if depth == 0 { return start..<index }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return start < index ? start..<index : nil }
                depth -= 1
                if depth == 0 {
                    index += 1
                    return start..<index
                }
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x0A, 0x0D, 0x09:
                if depth == 0 { return start < index ? start..<index : nil }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Skips a string; false if it does not end.
    private mutating func string() -> Bool {
        index += 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "\""):
                index += 1
                return true
            default: index += 1
            }
        }
        return false
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: byte) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    }
}
