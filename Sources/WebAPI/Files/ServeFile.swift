import Desk
import Domain
import Files
import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// `GET /files/{id}?until=…&seal=…`: a file, or a range of it.
    func serveFile(_ request: Request) throws -> Response {
        guard let id = request.parameter("id").flatMap({ AttachmentID($0) }),
            let until = request.query("until").flatMap({ Int64($0) }), let seal = request.query("seal")
        else { throw DeskError.notFound }
        let served = try desk.file(id, until: until, seal: seal)
        guard let file = OpenFile(path: served.path), let size = served.attachment.size else {
            throw DeskError.notFound
        }
        let type = served.attachment.type.flatMap(FileType.init(rawValue:)) ?? .binary
        var fields: HTTPFields = [
            .contentType: type == .text ? "text/plain; charset=utf-8" : type.rawValue,
            .contentDisposition: disposition(of: served.attachment, type),
            // Whatever the file is, it can run and load nothing.
            .contentSecurityPolicy: "default-src 'none'; sandbox",
            .crossOriginResourcePolicy: "cross-origin",
            .cacheControl: "private, max-age=3600, immutable",
            .acceptRanges: "bytes",
        ]
        switch ByteRange(request[.range], of: size) {
        case .all:
            return Response(.ok, fields: fields, body: .file(FileRegion(file, offset: 0, count: size)))
        case .part(let range):
            fields[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
            return Response(
                .partialContent, fields: fields,
                body: .file(FileRegion(file, offset: range.lowerBound, count: range.count)))
        case .unsatisfiable:
            fields = [.contentRange: "bytes */\(size)"]
            return Response(.rangeNotSatisfiable, fields: fields)
        }
    }

    /// Shown in place if browsers show the type without running anything, otherwise saved (RFC 6266).
    private func disposition(of attachment: Attachment, _ type: FileType) -> String {
        let kind = type.isImage || type.isPlayable ? "inline" : "attachment"
        let name = attachment.name ?? "\(attachment.kind.rawValue).\(type.fileExtension)"
        return "\(kind); filename*=UTF-8''\(percentEncoded(name))"
    }

    /// Escapes everything but `attr-char` (RFC 8187 §3.2.1).
    private func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { encoded, byte in
            let letter = Unicode.Scalar(byte)
            if letter.isASCII,
                letter.properties.isAlphabetic || "0123456789!#$&+-.^_`|~".unicodeScalars.contains(letter)
            {
                encoded.unicodeScalars.append(letter)
            } else {
                encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
