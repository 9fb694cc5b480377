import Bundling
import CAssets

/// A page as it is served.
public struct Asset: Sendable {
    /// Its address, without a leading slash.
    public let path: String
    public let bytes: AssetBytes
    /// The bytes compressed; nil if that is not worth it.
    public let gzip: AssetBytes?
    public let contentType: String
    /// A strong validator (RFC 9110 §8.8.3) that changes with the bytes.
    public let etag: String
    /// Whether it contains all the modules that it imports.
    public let isBundle: Bool

    /// The pages that are embedded in the program.
    public static let all: [Asset] = {
        var count = 0
        return UnsafeBufferPointer(start: cassets_pages(&count), count: count).map(Asset.init)
    }()

    private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })

    /// The embedded page of this address.
    public static func named(_ path: String) -> Asset? { byPath[path] }

    private init(_ page: CPage) {
        path = String(cString: page.path)
        bytes = .embedded(UnsafeRawBufferPointer(start: page.bytes, count: page.count))
        gzip = page.gzip.map { .embedded(UnsafeRawBufferPointer(start: $0, count: page.gzip_count)) }
        contentType = String(cString: page.content_type)
        etag = String(cString: page.etag)
        isBundle = page.is_bundle
    }

    init(_ page: Page) {
        path = page.path
        bytes = .read(page.bytes)
        gzip = page.gzip.map { .read($0) }
        contentType = page.contentType
        etag = page.etag
        isBundle = page.isBundle
    }
}
