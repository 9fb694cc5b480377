/// What is wrong with a JSON document, and at which byte.
public enum JSONError: Error, Equatable, Sendable {
    case unexpectedEnd
    case unexpectedByte(at: Int)
    case invalidString(at: Int)
    case invalidNumber(at: Int)
    case tooDeep
    /// The value has another type than the one that was asked for.
    case typeMismatch(at: Int)
}

/// Reads JSON (RFC 8259) by pulling: the caller asks for the value that it expects, and skips members it does not know.
///
/// ```swift
/// try JSONReader.object(bytes) { name, reader in
///     switch name {
///     case "message": message = try reader.string()
///     default: try reader.skip()
///     }
/// }
/// ```
/// The closure must consume exactly one value. If a name is repeated, the last value counts.
public struct JSONReader: Sendable {
    /// Deeper nesting is refused: no request of Otvet's is deeper than four levels, and the recursion must end.
    public static let maximumDepth = 32

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads a document that is one object, and nothing after it.
    public static func object(
        _ bytes: [UInt8], _ member: (String, inout JSONReader) throws -> Void
    ) throws {
        var reader = JSONReader(bytes)
        try reader.object(member)
        try reader.end()
    }

    /// Reads an object, and calls `member` with the name of each of its members.
    public mutating func object(_ member: (String, inout JSONReader) throws -> Void) throws {
        try open(UInt8(ascii: "{"))
        if try close(UInt8(ascii: "}")) { return }
        repeat {
            let name = try string()
            try expect(UInt8(ascii: ":"))
            try member(name, &self)
        } while try another(before: UInt8(ascii: "}"))
    }

    /// Reads an array, and calls `element` for each of its elements, which it must consume.
    public mutating func array(_ element: (inout JSONReader) throws -> Void) throws {
        try open(UInt8(ascii: "["))
        if try close(UInt8(ascii: "]")) { return }
        repeat {
            try element(&self)
        } while try another(before: UInt8(ascii: "]"))
    }

    /// Reads a string.
    ///
    /// - Throws: ``JSONError``, also for `null`, for bytes that are not UTF-8, and for a lone surrogate.
    public mutating func string() throws -> String {
        guard try peek() == UInt8(ascii: "\"") else { throw JSONError.typeMismatch(at: index) }
        index += 1
        let start = index
        // Not an optional: unwrapping it to append would copy the whole array with every escape.
        var escaped: [UInt8] = []
        var hasEscapes = false
        while true {
            guard index < bytes.count else { throw JSONError.unexpectedEnd }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { break }
            guard byte >= 0x20 else { throw JSONError.invalidString(at: index) }
            if byte == UInt8(ascii: "\\") {
                if !hasEscapes { escaped.append(contentsOf: bytes[start..<index]) }
                hasEscapes = true
                try escape(into: &escaped)
            } else {
                if hasEscapes { escaped.append(byte) }
                index += 1
            }
        }
        let text = hasEscapes ? String(validating: escaped, as: UTF8.self) : utf8(start..<index)
        guard let text else { throw JSONError.invalidString(at: start) }
        index += 1
        return text
    }

    /// A string, or nil for `null`.
    public mutating func optionalString() throws -> String? {
        if try peek() == UInt8(ascii: "n") {
            try skip()
            return nil
        }
        return try string()
    }

    public mutating func bool() throws -> Bool {
        switch try peek() {
        case UInt8(ascii: "t"):
            try word("true")
            return true
        case UInt8(ascii: "f"):
            try word("false")
            return false
        default: throw JSONError.typeMismatch(at: index)
        }
    }

    /// A number without fraction or exponent, within the range of Int.
    public mutating func integer() throws -> Int {
        guard let first = try? peek(), first == UInt8(ascii: "-") || 0x30...0x39 ~= first else {
            throw JSONError.typeMismatch(at: index)
        }
        let start = index
        try number()
        guard let value = Int(String(decoding: bytes[start..<index], as: UTF8.self)) else {
            throw JSONError.typeMismatch(at: start)
        }
        return value
    }

    /// Any number, to the precision of Double.
    public mutating func double() throws -> Double {
        guard let first = try? peek(), first == UInt8(ascii: "-") || 0x30...0x39 ~= first else {
            throw JSONError.typeMismatch(at: index)
        }
        let start = index
        try number()
        guard let value = Double(String(decoding: bytes[start..<index], as: UTF8.self)), value.isFinite else {
            throw JSONError.invalidNumber(at: start)
        }
        return value
    }

    /// Consumes one value of any type.
    public mutating func skip() throws {
        switch try peek() {
        case UInt8(ascii: "{"): try object { try $1.skip() }
        case UInt8(ascii: "["): try array { try $0.skip() }
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try number()
        }
    }

    /// Consumes one value of any type, and gives it as it is written.
    public mutating func json() throws -> [UInt8] {
        skipSpace()
        let start = index
        try skip()
        return Array(bytes[start..<index])
    }

    /// Refuses anything but white space after the document.
    public mutating func end() throws {
        skipSpace()
        guard index == bytes.count else { throw JSONError.unexpectedByte(at: index) }
    }

    private mutating func open(_ bracket: UInt8) throws {
        guard try peek() == bracket else { throw JSONError.typeMismatch(at: index) }
        guard depth < Self.maximumDepth else { throw JSONError.tooDeep }
        depth += 1
        index += 1
    }

    private mutating func close(_ bracket: UInt8) throws -> Bool {
        guard try peek() == bracket else { return false }
        index += 1
        depth -= 1
        return true
    }

    private mutating func another(before bracket: UInt8) throws -> Bool {
        if try close(bracket) { return false }
        try expect(UInt8(ascii: ","))
        return true
    }

    private mutating func expect(_ byte: UInt8) throws {
        guard try peek() == byte else { throw JSONError.unexpectedByte(at: index) }
        index += 1
    }

    private mutating func peek() throws -> UInt8 {
        skipSpace()
        guard index < bytes.count else { throw JSONError.unexpectedEnd }
        return bytes[index]
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func word(_ word: String) throws {
        for letter in word.utf8 {
            guard index < bytes.count else { throw JSONError.unexpectedEnd }
            guard bytes[index] == letter else { throw JSONError.unexpectedByte(at: index) }
            index += 1
        }
    }

    private func utf8(_ range: Range<Int>) -> String? {
        bytes.withUnsafeBufferPointer { String(validating: $0[range], as: UTF8.self) }
    }

    /// `number = [ minus ] int [ frac ] [ exp ]`, checked and skipped.
    private mutating func number() throws {
        let start = index
        if current == UInt8(ascii: "-") { index += 1 }
        let leadingZero = current == UInt8(ascii: "0")
        let digits = skipDigits()
        guard digits > 0, !leadingZero || digits == 1 else { throw JSONError.invalidNumber(at: start) }
        if current == UInt8(ascii: ".") {
            index += 1
            guard skipDigits() > 0 else { throw JSONError.invalidNumber(at: start) }
        }
        if let letter = current, letter | 0x20 == UInt8(ascii: "e") {
            index += 1
            if let sign = current, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
            guard skipDigits() > 0 else { throw JSONError.invalidNumber(at: start) }
        }
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipDigits() -> Int {
        let start = index
        while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
        return index - start
    }

    private mutating func escape(into text: inout [UInt8]) throws {
        let start = index
        index += 1
        guard let letter = current else { throw JSONError.unexpectedEnd }
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try unicodeEscape(from: start)).utf8)
        default: throw JSONError.invalidString(at: start)
        }
    }

    /// `\uXXXX`, or two of them for a scalar beyond the basic plane (RFC 8259 §7). A lone surrogate is refused.
    private mutating func unicodeEscape(from start: Int) throws -> Unicode.Scalar {
        let high = try hexadecimal()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, current == UInt8(ascii: "\\") else { throw JSONError.invalidString(at: start) }
        index += 1
        guard current == UInt8(ascii: "u") else { throw JSONError.invalidString(at: start) }
        index += 1
        let low = try hexadecimal()
        guard 0xDC00...0xDFFF ~= low,
            let scalar = Unicode.Scalar(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
        else { throw JSONError.invalidString(at: start) }
        return scalar
    }

    private mutating func hexadecimal() throws -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current else { throw JSONError.unexpectedEnd }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw JSONError.invalidString(at: index)
            }
            value = value << 4 | UInt16(truncatingIfNeeded: digit)
            index += 1
        }
        return value
    }
}
