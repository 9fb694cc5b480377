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
                try widgetScript.response(asset, request) { try desk.widgetLook() }
            }
        }
        if let openAPI = Asset.named("openapi.json") {
            router.on(.get, "/api/openapi.json", sync: { page(openAPI, $0) })
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
        return !asset.path.hasPrefix("telegram/") && asset.path != "openapi.json"
    }

    private func page(_ asset: Asset, _ request: Request) -> Response {
        WebAPI.page(.immortal(asset.bytes), asset.contentType, etag: asset.etag, request)
    }

    /// Always revalidated, so that a new version of the program is seen at once; unchanged files cost an empty answer.
    static func page(_ body: ResponseBody, _ contentType: String, etag: String, _ request: Request) -> Response {
        let fields: HTTPFields = [.eTag: etag, .cacheControl: "no-cache", .contentType: contentType]
        if let known = request[.ifNoneMatch], known.contains(etag) { return Response(.notModified, fields: fields) }
        return Response(.ok, fields: fields, body: body)
    }
}
