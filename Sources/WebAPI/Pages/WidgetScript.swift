import Assets
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

    fileprivate struct Version {
        let etag: String
        let body: ResponseBody
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
            if let version { return version }
            guard let look = try? look() else { return Version(.standard, asset) }
            let new = Version(look, asset)
            version = new
            return new
        }
        return WebAPI.page(current.body, asset.contentType, etag: current.etag, request)
    }
}

extension WidgetScript.Version {
    init(_ look: WidgetLook, _ asset: Asset) {
        guard look != .standard else {
            self.init(etag: asset.etag, body: .immortal(asset.bytes))
            return
        }
        let bytes = lookLine(look) + Array(asset.bytes)
        self.init(etag: "\"\(base64URL(sha256(bytes).prefix(12)))\"", body: .bytes(bytes))
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
