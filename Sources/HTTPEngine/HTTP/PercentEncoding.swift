/// Decodes the percent-encoding of a path or one of its segments (RFC 3986 §2.1). Nil if an escape is broken, or if the
/// result is not UTF-8 or holds a NUL.
func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let decoded = percentDecodedBytes(bytes, plusIsSpace: false), !decoded.contains(0) else { return nil }
    return String(validating: decoded, as: UTF8.self)
}

/// Decodes a name or value of a query, where `+` is a space (WHATWG URL §5.1). As in browsers and form libraries,
/// broken escapes stand for themselves, and bytes that are not UTF-8 are replaced.
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
