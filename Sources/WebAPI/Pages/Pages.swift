import Assets
import Desk
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// Every embedded page and script under the address that is its path.
    func addPages(to router: inout Router) {
        for asset in Asset.all where isServed(asset) {
            guard asset.path == WidgetScript.path else {
                router.on(.get, "/" + asset.path, sync: { page(asset, $0) })
                continue
            }
            router.on(.get, "/" + asset.path) { request in
                widgetScript.response(asset, request) { try desk.widgetLook() }
            }
        }
        if let openAPI = Asset.named("openapi.json") {
            router.on(.get, "/api/openapi.json", sync: { page(openAPI, $0) })
        }
        for (file, entrance) in Entrance.all {
            guard let asset = Asset.named(file) else { continue }
            router.on(.get, entrance.path, sync: { page(asset, $0, policy: entrance.policy) })
        }
        guard let demo = options.demo, let index = Asset.named("demo/index.html") else { return }
        router.on(.get, "/", sync: { page(index, $0) })
        router.on(.get, "/demo/config.json", sync: { _ in config(of: demo) })
    }

    private func config(of demo: Demo) -> Response {
        .json { json in
            if let url = demo.telegramURL { json.member("telegram_url", url) } else { json.null("telegram_url") }
        }
    }

    /// The demo's pages are there in a demo only; the simulator serves its own.
    private func isServed(_ asset: Asset) -> Bool {
        if asset.path.hasPrefix("demo/") { return options.demo != nil }
        if Entrance.all.contains(where: { $0.file == asset.path }) { return false }
        return !asset.path.hasPrefix("telegram/") && asset.path != "openapi.json"
    }

    private func page(_ asset: Asset, _ request: Request, policy: String? = nil) -> Response {
        var response = WebAPI.page(.immortal(asset.bytes), asset.contentType, etag: asset.etag, request)
        if let policy { response.fields[.contentSecurityPolicy] = policy }
        return response
    }

    /// Always revalidated, so that a new version of the program is seen at once; unchanged files cost an empty answer.
    static func page(_ body: ResponseBody, _ contentType: String, etag: String, _ request: Request) -> Response {
        let fields: HTTPFields = [.eTag: etag, .cacheControl: "no-cache", .contentType: contentType]
        if let known = request[.ifNoneMatch], known.contains(etag) { return Response(.notModified, fields: fields) }
        return Response(.ok, fields: fields, body: body)
    }
}

/// A page that people open by its name.
private struct Entrance {
    let path: String
    /// Its content security policy (CSP Level 3): nothing but the program's own scripts, styles and answers; pictures of
    /// people from where the site keeps them.
    let policy: String

    private static let own = """
        default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data: blob:; \
        media-src 'self' blob:; frame-src 'self'; base-uri 'none'; form-action 'none'
        """

    /// By the file that is shown. No other site may frame the panel, or it could have its buttons pressed.
    static let all: [(file: String, entrance: Entrance)] = [
        ("admin/index.html", Entrance(path: "/admin", policy: own + "; frame-ancestors 'none'")),
        ("cabinet/index.html", Entrance(path: "/cabinet", policy: own)),
    ]
}
