// The character classes of RFC 9110 and RFC 9112, and the loops that scan every head.

extension UInt8 {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")

    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// The value of a hexadecimal digit, 0 to 15; nil for another byte.
    var hexValue: UInt8? {
        if isDigit { return self &- UInt8(ascii: "0") }
        let letter = (self | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? letter &+ 10 : nil
    }

    /// HTAB, SP, VCHAR or obs-text (RFC 9110 §5.5).
    var isFieldValue: Bool { (self >= 0x20 && self != 0x7f) || self == .tab }

    var asciiLowercased: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}

/// A set of ASCII characters, one bit each.
struct ASCIISet {
    /// The bits of the characters below 64 in `low`, and of the others in `high`.
    let low: UInt64
    let high: UInt64

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        byte < 128 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
    }

    /// RFC 9110 §5.6.2: letters, digits and ``!#$%&'*+-.^_`|~``.
    static var token: ASCIISet { ASCIISet(low: 0x03ff_6cfa_0000_0000, high: 0x57ff_ffff_c7ff_fffe) }
    /// The characters of a target that need no second look: VCHAR except `#`, `%`, `.` and `?`.
    static var plainTarget: ASCIISet { ASCIISet(low: 0x7fff_bfd6_0000_0000, high: 0x7fff_ffff_ffff_ffff) }
    /// A registered name (RFC 3986 §3.2.2) without percent-encoding, which no host name needs: letters, digits and
    /// `-._~!$&'()*+,;=`.
    static var hostName: ASCIISet { ASCIISet(low: 0x2bff_7fd2_0000_0000, high: 0x47ff_fffe_87ff_fffe) }
    /// An IPv6 address (RFC 4291 §2.2): hexadecimal digits, `:` and `.`.
    static var address: ASCIISet { ASCIISet(low: 0x07ff_4000_0000_0000, high: 0x0000_007e_0000_007e) }
    static var digits: ASCIISet { ASCIISet(low: 0x03ff_0000_0000_0000, high: 0x0000_0000_0000_0000) }
}

// The scan loops skip the bounds check of a load where their own condition has just made it.
extension RawSpan {
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

    /// The first position in `start..<end` of a byte that can't stand in a field value, or `end`. Looks at eight bytes
    /// at a time. Allowed are HTAB, SP, VCHAR and obs-text (RFC 9110 §5.5).
    func endOfFieldValue(from start: Int, to end: Int) -> Int {
        precondition(start >= 0 && start <= end && end <= byteCount)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        var place = start
        while place &+ 8 <= end {
            let word = unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
            let control = (word &- (ones &* 0x20)) & ~word
            let flipped = word ^ (ones &* 0x7f)
            let delete = (flipped &- ones) & ~flipped
            let found = (control | delete) & highs
            if found == 0 {
                place &+= 8
                continue
            }
            place &+= UInt64(littleEndian: found).trailingZeroBitCount >> 3
            guard unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self) == .tab else { return place }
            place &+= 1
        }
        while place < end {
            let byte = unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self)
            if !byte.isFieldValue { return place }
            place &+= 1
        }
        return end
    }

    /// The first position in `start..<byteCount` of a byte that is not in `set`, or the end.
    @inline(__always)
    func end(of set: ASCIISet, from start: Int) -> Int {
        precondition(start >= 0)
        var place = start
        while place < byteCount, set.contains(unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self)) {
            place &+= 1
        }
        return place
    }

    /// The first position in `start..<byteCount` of a line feed.
    func firstLineFeed(from start: Int) -> Int? {
        precondition(start >= 0 && start <= byteCount)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        var place = start
        while place &+ 8 <= byteCount {
            let word = unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self) ^ (ones &* 0x0a)
            let found = (word &- ones) & ~word & highs
            if found != 0 { return place &+ UInt64(littleEndian: found).trailingZeroBitCount >> 3 }
            place &+= 8
        }
        while place < byteCount {
            if unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self) == .lineFeed { return place }
            place &+= 1
        }
        return nil
    }

    /// Whether the bytes of `range` equal `lowercase` without regard to case.
    func equals(_ range: Range<Int>, _ lowercase: StaticString) -> Bool {
        guard range.count == lowercase.utf8CodeUnitCount else { return false }
        return lowercase.withUTF8Buffer { expected in
            for place in 0..<expected.count where byte(range.lowerBound + place).asciiLowercased != expected[place] {
                return false
            }
            return true
        }
    }

    /// A copy of the bytes of `range`.
    func array(_ range: Range<Int>) -> [UInt8] {
        extracting(range).withUnsafeBytes { Array($0) }
    }

    func string(_ range: Range<Int>) -> String {
        extracting(range).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}
