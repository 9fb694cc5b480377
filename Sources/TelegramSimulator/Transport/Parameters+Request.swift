import HTTPEngine
import HTTPTypes

extension Parameters {
    /// The most bytes of all parameters of a call, without files (tdlib, HttpReader).
    static let maximum = 1 << 20
    /// The most files of a call (tdlib, HttpReader).
    private static let maximumFiles = 50

    /// The parameters of the query and of a body, in any form that the Bot API accepts.
    init(_ request: Request) throws(APIError) {
        values = [:]
        let target = request.target
        if let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) {
            try merge(urlEncodedPairs(Array(target.utf8[mark...].dropFirst())[...]))
        }
        let body = request.body.bytes
        let type = request[.contentType]?.lowercased() ?? ""
        if body.isEmpty { return }
        if type.hasPrefix("application/json") {
            guard let members = APIValue(body)?.members else {
                throw .badRequest("can't parse request: expected a JSON object")
            }
            values.merge(members) { $1 }
        } else if type.hasPrefix("application/x-www-form-urlencoded") {
            try merge(urlEncodedPairs(body[...]))
        } else if type.hasPrefix("multipart/form-data"), let boundary = Self.boundary(of: request[.contentType]) {
            guard let parts = FormPart.parts(of: body, boundary: boundary) else {
                throw .badRequest("can't parse multipart form")
            }
            uploads = parts.compactMap(Upload.init)
            guard uploads.count <= Self.maximumFiles else { throw .tooLarge }
            try merge(
                parts.filter { $0.filename == nil }.reduce(into: []) { pairs, part in
                    guard let value = String(validating: part.bytes, as: UTF8.self) else { return pairs = nil }
                    pairs?.append((part.name, value))
                })
        }
        guard body.count - uploads.reduce(0, { $0 + $1.bytes.count }) <= Self.maximum else { throw .tooLarge }
    }

    private mutating func merge(_ pairs: [(String, String)]?) throws(APIError) {
        guard let pairs else { throw .badRequest("strings must be encoded in UTF-8") }
        for (name, value) in pairs { values[name] = .string(value) }
    }

    /// At most 70 bytes (RFC 2046 §5.1.1).
    private static func boundary(of contentType: String?) -> String? {
        guard let contentType, let start = contentType.firstRange(of: "boundary=") else { return nil }
        let text = contentType[start.upperBound...].prefix { $0 != ";" }.drop { $0 == "\"" }.prefix { $0 != "\"" }
        return 1...70 ~= text.utf8.count ? String(text) : nil
    }
}
