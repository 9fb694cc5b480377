import Glibc

/// Text in any character set that the system knows. Unknown sets are read as UTF-8, or else as Latin-1, in which every
/// byte is something.
func decoded(_ bytes: [UInt8], charset: String) -> String {
    let name = charset.lowercased()
    let isLegal =
        !name.isEmpty && name.utf8.count <= 40
        && name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "-_.:+".utf8.contains(byte)
            }
        }
    if !isLegal || ["utf-8", "utf8", "us-ascii", "ascii"].contains(name) { return utf8OrLatin(bytes) }
    // Outlook calls its own set by the name of a smaller one.
    let system = name == "iso-8859-1" || name == "latin1" ? "WINDOWS-1252" : name.uppercased()
    return converted(bytes, from: system) ?? utf8OrLatin(bytes)
}

private func utf8OrLatin(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    // A text that was cut in a letter is still UTF-8.
    let repaired = String(decoding: bytes, as: UTF8.self)
    let losses = repaired.unicodeScalars.count { $0 == "\u{FFFD}" }
    return losses * 10 < repaired.unicodeScalars.count
        ? repaired : converted(bytes, from: "WINDOWS-1252") ?? repaired
}

/// Nil if the system does not know the set.
private func converted(_ bytes: [UInt8], from charset: String) -> String? {
    guard let converter = iconv_open("UTF-8", charset), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output: [UInt8] = []
    var buffer = [CChar](repeating: 0, count: 4096)
    input.withUnsafeMutableBufferPointer { input in
        var (next, left) = (input.baseAddress, input.count)
        while left > 0 {
            let result = buffer.withUnsafeMutableBufferPointer { buffer in
                var (free, room) = (buffer.baseAddress, buffer.count)
                let result = iconv(converter, &next, &left, &free, &room)
                let error = errno
                output += buffer.prefix(buffer.count - room).map { UInt8(bitPattern: $0) }
                // (size_t) -1
                return result == -1 ? error : 0
            }
            if result == 0 || result == E2BIG { continue }
            // A byte that means nothing in this set.
            output += Array("\u{FFFD}".utf8)
            next = next.map { $0 + 1 }
            left -= 1
        }
    }
    return String(decoding: output, as: UTF8.self)
}
