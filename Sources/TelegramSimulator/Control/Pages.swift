import Assets
import HTTPEngine
import HTTPTypes

extension TelegramSimulator {
    /// The page that looks like the group in Telegram.
    func addPages(to router: inout Router) {
        for asset in Asset.all where asset.path.hasPrefix("telegram/") {
            router.on(.get, "/" + asset.path, sync: { Self.page(asset, $0) })
            if asset.path == "telegram/index.html" { router.on(.get, "/", sync: { Self.page(asset, $0) }) }
        }
    }

    /// Always revalidated, so that a new version of the program is seen at once.
    private static func page(_ asset: Asset, _ request: Request) -> Response {
        let fields: HTTPFields = [
            .eTag: asset.etag, .cacheControl: "no-cache", .contentType: asset.contentType,
            .contentSecurityPolicy: "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
        ]
        if let known = request[.ifNoneMatch], known.contains(asset.etag) {
            return Response(.notModified, fields: fields)
        }
        return Response(.ok, fields: fields, body: .immortal(asset.bytes))
    }
}
