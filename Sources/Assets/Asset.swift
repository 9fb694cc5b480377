import CAssets

/// A file of `Sources/Assets/Web`, embedded in the program.
public struct Asset: Sendable {
    /// Its path below `Web`, without a leading slash.
    public let path: String
    /// What is served: scripts and style sheets without what only their readers need, and scripts with what they import.
    /// Lives as long as the program.
    public nonisolated(unsafe) let bytes: UnsafeRawBufferPointer  // never written or freed once it is here
    public let contentType: String
    /// A strong validator (RFC 9110 §8.8.3) that changes with the bytes.
    public let etag: String

    /// All of them.
    public static let all: [Asset] = {
        var count = 0
        let files = UnsafeBufferPointer(start: cassets_web(&count), count: count).map { file in
            (path: String(cString: file.path), bytes: UnsafeRawBufferPointer(start: file.bytes, count: file.count))
        }
        let scripts = Dictionary(
            uniqueKeysWithValues: files.filter { SourceKind(path: $0.path) == .script }.map {
                ($0.path, condensed($0.bytes, .script))
            })
        return files.map { path, bytes in
            if Bundle.entries.contains(path) {
                let bundle = Bundle(of: path) { module in
                    guard let script = scripts[module] else { preconditionFailure("\(module) is not embedded") }
                    return String(decoding: script, as: UTF8.self)
                }
                return Asset(path: path, bytes: immortal(Array(bundle.text.utf8)))
            }
            if let script = scripts[path] { return Asset(path: path, bytes: immortal(script)) }
            guard let kind = SourceKind(path: path) else { return Asset(path: path, bytes: bytes) }
            return Asset(path: path, bytes: immortal(condensed(bytes, kind)))
        }
    }()

    /// Whether it holds all the modules that it imports too.
    public var isBundle: Bool { Bundle.entries.contains(path) }

    private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })

    public static func named(_ path: String) -> Asset? { byPath[path] }

    private init(path: String, bytes: UnsafeRawBufferPointer) {
        self.path = path
        self.bytes = bytes
        contentType = Self.contentType(of: path)
        etag = "\"\(String(Self.fingerprint(self.bytes), radix: 36))\""
    }

    private static func immortal(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        copy.copyBytes(from: bytes)
        return UnsafeRawBufferPointer(copy)
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

    /// FNV-1a, 64 bits: tells versions of one file apart, and is the same in every build.
    private static func fingerprint(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
