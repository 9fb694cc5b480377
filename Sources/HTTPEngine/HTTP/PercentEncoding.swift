/// Percent-decoded text of a path segment or a path (RFC 3986 §2.1), or nil if an escape is broken, the result is not
/// UTF-8, or it holds a NUL.
func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let decoded = percentDecodedBytes(bytes, plusIsSpace: false), !decoded.contains(0) else { return nil }
    return String(validating: decoded, as: UTF8.self)
}

/// Percent-decoded name or value of a query, where `+` is a space (WHATWG URL §5.1). Broken escapes stand for
/// themselves and what is not UTF-8 is replaced, as browsers and form libraries do.
func queryDecoded(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: percentDecodedBytes(bytes, plusIsSpace: true, isLenient: true) ?? [], as: UTF8.self)
}

private func percentDecodedBytes(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool, isLenient: Bool = false) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "+"), plusIsSpace {
            output.append(.space)
        } else if byte != UInt8(ascii: "%") {
            output.append(byte)
        } else if let high = rest.first?.hexValue, let low = rest.dropFirst().first?.hexValue {
            output.append(high << 4 | low)
            rest = rest.dropFirst(2)
        } else if isLenient {
            output.append(byte)
        } else {
            return nil
        }
    }
    return output
}
