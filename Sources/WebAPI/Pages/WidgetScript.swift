import Assets
import Bundling
import Crypto
import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Synchronization

/// The widget's loader with a line before it that says the chosen look, so that no page needs a second request. It is
/// kept in memory, because every page of the site requests it.
final class WidgetScript: Sendable {
    static let path = "widget.js"

    private struct Version {
        let body: PageBody
        /// The validator of the loader from which it was made.
        let etag: String
    }

    private let version = Mutex<Version?>(nil)

    /// Notes that what the line says has changed in the store.
    func renew() { version.withLock { $0 = nil } }

    /// The answer with the script. If the look can't be read, it is left out: a site
    /// needs its chat more than its colours.
    ///
    /// - Parameter look: Reads the look if it may have changed, and whether visitors are asked something before their first
    ///   message. It runs under the lock; otherwise what was read before a change could be stored after it.
    func response(_ asset: Asset, _ request: Request, look: () throws -> (WidgetLook, asks: Bool)) -> Response {
        let current = version.withLock { version in
            if let version, version.etag == asset.etag { return version.body }
            guard let (look, asks) = try? look() else { return PageBody(.standard, asks: false, asset) }
            let body = PageBody(look, asks: asks, asset)
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

    fileprivate init(_ look: WidgetLook, asks: Bool, _ asset: Asset) {
        guard look != .standard || asks else {
            self.init(asset)
            return
        }
        let bytes = lookLine(look, asks: asks) + asset.bytes.array
        self.init(
            plain: .bytes(bytes), gzip: bytes.withUnsafeBytes(gzipped).map { .bytes($0) },
            etag: "\"\(base64URL(sha256(bytes).prefix(12)))\"")
    }
}

/// The line that tells the loader the look. Wherever a script is placed, nothing in the line ends a string or an
/// element: `<` is escaped, and so are JavaScript's line terminators that JSON allows in strings.
func lookLine(_ look: WidgetLook, asks: Bool = false) -> [UInt8] {
    let members = JSONWriter.object { json in
        json.members(of: look)
        if asks { json.member("asks", true) }
    }
    let json = String(decoding: members, as: UTF8.self)
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
