/// Repairs the strings of a JSON text. Bytes that are not UTF-8 and unpaired surrogates (`\ud83d` without its other
/// half) become the replacement character, so that one broken character does not cost the words around it.
func repairedJSON(_ json: [UInt8]) -> [UInt8] {
    let bytes = Array(String(decoding: json, as: UTF8.self).utf8)
    var repaired: [UInt8] = []
    repaired.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
        guard bytes[index] == UInt8(ascii: "\\") else {
            repaired.append(bytes[index])
            index += 1
            continue
        }
        guard let unit = escapedUnit(bytes, at: index) else {
            // Any other escape. Its second character must not be taken for the beginning of one.
            repaired += bytes[index..<min(index + 2, bytes.count)]
            index += 2
            continue
        }
        let next = escapedUnit(bytes, at: index + 6)
        if UTF16.isLeadSurrogate(unit), let next, UTF16.isTrailSurrogate(next) {
            repaired += bytes[index..<index + 12]
            index += 12
        } else {
            repaired += UTF16.isSurrogate(unit) ? Array(#"\ufffd"#.utf8) : Array(bytes[index..<index + 6])
            index += 6
        }
    }
    return repaired
}

/// The UTF-16 unit of a `\u0000` escape.
private func escapedUnit(_ bytes: [UInt8], at index: Int) -> UInt16? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
        return nil
    }
    return UInt16(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
}
