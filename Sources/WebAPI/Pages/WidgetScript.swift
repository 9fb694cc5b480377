import Assets
import Bundling
import Crypto
import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Synchronization

/// The widget's loader with the look that was chosen for it in a line before, so that no page asks twice. Kept in memory,
/// for every page of the site asks for it.
final class WidgetScript: Sendable {
    static let path = "widget.js"

    private struct Version {
        let body: PageBody
        /// Of the loader that it was made from.
        let etag: String
    }

    private let version = Mutex<Version?>(nil)

    /// The look has changed, and is in the store.
    func renew() { version.withLock { $0 = nil } }

    /// Without a look if it can't be read now: a site needs its chat more than its colours.
    ///
    /// - Parameter look: Asked for the look if it may have changed. Under the lock, or a look read before a change could
    ///   be kept after it.
    func response(_ asset: Asset, _ request: Request, look: () throws -> WidgetLook) -> Response {
        let current = version.withLock { version in
            if let version, version.etag == asset.etag { return version.body }
            guard let look = try? look() else { return PageBody(.standard, asset) }
            let body = PageBody(look, asset)
            version = Version(body: body, etag: asset.etag)
            return body
        }
        return WebAPI.page(current, asset.contentType, request)
    }
}

extension PageBody {
    init(_ asset: Asset) {
        self.init(plain: ResponseBody(asset.bytes), gzip: asset.gzip.map { ResponseBody($0) }, etag: asset.etag)
    }

    fileprivate init(_ look: WidgetLook, _ asset: Asset) {
        guard look != .standard else {
            self.init(asset)
            return
        }
        let bytes = lookLine(look) + asset.bytes.array
        self.init(
            plain: .bytes(bytes), gzip: bytes.withUnsafeBytes(gzipped).map { .bytes($0) },
            etag: "\"\(base64URL(sha256(bytes).prefix(12)))\"")
    }
}

/// The line that tells the loader of a look. Wherever the script is put, nothing in it ends a string or an element: `<` and
/// the line ends of JavaScript that JSON allows in strings are escaped too.
func lookLine(_ look: WidgetLook) -> [UInt8] {
    let json = String(decoding: JSONWriter.object { $0.members(of: look) }, as: UTF8.self)
    var line = "globalThis.otvetLook=Object.freeze("
    for scalar in json.unicodeScalars {
        switch scalar {
        case "<": line += "\\u003c"
        case "\u{2028}": line += "\\u2028"
        case "\u{2029}": line += "\\u2029"
        default: line.unicodeScalars.append(scalar)
        }
    }
    return Array((line + ");\n").utf8)
}
