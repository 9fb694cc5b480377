/// A file that somebody sends.
public struct Upload: Sendable {
    /// The name of the form part with the file, to which `attach://` refers.
    var part: String
    public var name: String?
    public var mimeType: String?
    public var bytes: [UInt8]

    public init(_ bytes: [UInt8], name: String? = nil, mimeType: String? = nil) {
        self.init(bytes, name: name, mimeType: mimeType, part: "")
    }

    init(_ bytes: [UInt8], name: String?, mimeType: String?, part: String) {
        self.bytes = bytes
        // The folders in a path are nobody's business.
        self.name = name?.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init)
        self.mimeType = mimeType
        self.part = part
    }

    /// The form in the log of calls.
    var json: APIValue {
        var json: APIValue = ["file_size": .integer(bytes.count)]
        json["file_name"] = name.map { .string($0) }
        json["mime_type"] = mimeType.map { .string($0) }
        return json
    }
}
