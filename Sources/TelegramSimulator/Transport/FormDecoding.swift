/// The pairs of a query or of `application/x-www-form-urlencoded` (WHATWG URL §5.1). Nil if a value is not UTF-8.
func urlEncodedPairs(_ bytes: ArraySlice<UInt8>) -> [(String, String)]? {
    var pairs: [(String, String)] = []
    for pair in bytes.split(separator: UInt8(ascii: "&")) {
        let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
        guard let name = urlDecoded(pair[..<end]), let value = urlDecoded(pair[end...].dropFirst()) else { return nil }
        pairs.append((name, value))
    }
    return pairs
}

private func urlDecoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var output: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "+") {
            output.append(0x20)
        } else if byte == UInt8(ascii: "%"), let value = UInt8(hexadecimal: rest.prefix(2)) {
            output.append(value)
            rest = rest.dropFirst(2)
        } else {
            output.append(byte)
        }
    }
    return String(validating: output, as: UTF8.self)
}

extension UInt8 {
    fileprivate init?(hexadecimal digits: ArraySlice<UInt8>) {
        guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }) else {
            return nil
        }
        self.init(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
