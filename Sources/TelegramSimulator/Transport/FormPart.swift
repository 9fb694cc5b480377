import Glibc

/// A part of a `multipart/form-data` body (RFC 7578).
struct FormPart {
    var name: String
    /// A part with a file name is a file.
    var filename: String?
    var contentType: String?
    var bytes: ArraySlice<UInt8>

    /// Every part, or nil if the body is malformed.
    static func parts(of body: [UInt8], boundary: String) -> [FormPart]? {
        let delimiter = Array("--\(boundary)".utf8)
        // The body of a part ends with the line break before the next delimiter. The first delimiter need not have one.
        guard body.starts(with: delimiter) else { return nil }
        var parts: [FormPart] = []
        var rest = body[delimiter.count...]
        while !rest.starts(with: Array("--".utf8)) {
            guard rest.starts(with: Array("\r\n".utf8)) else { return nil }
            rest = rest.dropFirst(2)
            guard let headEnd = rest.first(Array("\r\n\r\n".utf8)),
                let end = rest[headEnd.upperBound...].first(Array("\r\n".utf8) + delimiter),
                let head = String(validating: rest[..<headEnd.lowerBound], as: UTF8.self)
            else { return nil }
            let fields = Fields(head)
            guard let name = fields.attribute("name") else { return nil }
            parts.append(
                FormPart(
                    name: name, filename: fields.attribute("filename"), contentType: fields["content-type:"],
                    bytes: rest[headEnd.upperBound..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        return parts
    }

    private struct Fields {
        let lines: [Substring]

        init(_ head: String) { lines = head.split(separator: "\r\n") }

        /// The value of a field. Its name is in lower case and ends with a colon.
        subscript(_ name: String) -> String? {
            guard let line = lines.first(where: { $0.lowercased().hasPrefix(name) }) else { return nil }
            return String(line.dropFirst(name.count).drop { $0 == " " })
        }

        /// The value of `; name="value"` in the Content-Disposition line.
        func attribute(_ name: String) -> String? {
            guard let line = self["content-disposition:"], let start = line.firstRange(of: "; \(name)=\"") else {
                return nil
            }
            return String(line[start.upperBound...].prefix { $0 != "\"" })
        }
    }
}

extension Upload {
    /// Nil if the part is not a file.
    init?(_ part: FormPart) {
        guard let name = part.filename else { return nil }
        self.init(
            Array(part.bytes), name: name.isEmpty ? nil : name, mimeType: part.contentType, part: part.name)
    }
}

extension ArraySlice<UInt8> {
    /// The first place of these bytes. `memchr` skips bytes that can't be their beginning, which is most of an upload.
    fileprivate func first(_ bytes: [UInt8]) -> Range<Int>? {
        guard let byte = bytes.first else { return nil }
        var at = startIndex
        while at < endIndex {
            let offset: Int? = self[at...].withUnsafeBytes { place in
                guard let start = place.baseAddress, let found = memchr(start, Int32(byte), place.count) else {
                    return nil
                }
                return UnsafeRawPointer(found) - start
            }
            guard let offset else { return nil }
            at += offset
            if self[at...].starts(with: bytes) { return at..<at + bytes.count }
            at += 1
        }
        return nil
    }
}
