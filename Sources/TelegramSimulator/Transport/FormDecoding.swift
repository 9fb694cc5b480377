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

/// A part of a `multipart/form-data` body (RFC 7578).
struct FormPart {
    var name: String
    /// What marks the part as a file.
    var filename: String?
    var bytes: ArraySlice<UInt8>

    /// Every part, or nil if the body is malformed.
    static func parts(of body: [UInt8], boundary: String) -> [FormPart]? {
        let delimiter = Array("--\(boundary)".utf8)
        // The body of a part ends with the line break before the next delimiter; the first delimiter may have none.
        guard body.starts(with: delimiter) else { return nil }
        var parts: [FormPart] = []
        var rest = body[delimiter.count...]
        while !rest.starts(with: Array("--".utf8)) {
            guard rest.starts(with: Array("\r\n".utf8)) else { return nil }
            rest = rest.dropFirst(2)
            guard let headEnd = rest.firstRange(of: Array("\r\n\r\n".utf8)),
                let end = rest[headEnd.upperBound...].firstRange(of: Array("\r\n".utf8) + delimiter),
                let head = String(validating: rest[..<headEnd.lowerBound], as: UTF8.self),
                let name = attribute("name", of: head)
            else { return nil }
            parts.append(
                FormPart(
                    name: name, filename: attribute("filename", of: head),
                    bytes: rest[headEnd.upperBound..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        return parts
    }

    /// `; name="value"` of the Content-Disposition line.
    private static func attribute(_ name: String, of head: String) -> String? {
        let lines = head.split(separator: "\r\n")
        guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
            let start = line.firstRange(of: "; \(name)=\"")
        else { return nil }
        return String(line[start.upperBound...].prefix { $0 != "\"" })
    }
}
