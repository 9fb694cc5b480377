/// A file of the pages as it is served.
public struct Page: Sendable {
    /// Its address, without a leading slash.
    public let path: String
    /// Scripts and style sheets are condensed, and a bundled script is joined with what it imports.
    public let bytes: [UInt8]
    /// The bytes compressed; nil if that is not worth it.
    public let gzip: [UInt8]?
    public let contentType: String
    /// A strong validator (RFC 9110 §8.8.3) that changes with the bytes.
    public let etag: String
    /// Whether it contains all the modules that it imports.
    public let isBundle: Bool

    public init(path: String, bytes: [UInt8], isBundle: Bool = false) {
        self.path = path
        self.bytes = bytes
        self.isBundle = isBundle
        gzip = bytes.withUnsafeBytes(gzipped)
        contentType = Self.contentType(of: path)
        etag = "\"\(String(Self.fingerprint(bytes), radix: 36))\""
    }

    private static func contentType(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }

    /// FNV-1a with 64 bits: tells versions of one file apart, and gives the same in every build.
    private static func fingerprint(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}

/// Why a page can't be served.
public struct PageError: Error, Equatable, CustomStringConvertible {
    /// The path of the file within the folder of the pages.
    public let path: String
    public let reason: String

    public var description: String { "\(path) \(reason)" }

    init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }
}
