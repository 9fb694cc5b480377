import Assets
import HTTPEngine
import HTTPTypes

extension TelegramSimulator {
    /// Adds the page that looks like the group in Telegram.
    func addPages(to router: inout Router) {
        let pages = configuration.pages
        router.on(.get, "/", sync: { try Self.page("telegram/index.html", of: pages, $0) })
        switch pages {
        case .embedded:
            for asset in Asset.all where asset.path.hasPrefix("telegram/") {
                router.on(.get, "/" + asset.path, sync: { try Self.page(asset.path, of: pages, $0) })
            }
        case .folder:
            // Serves whatever is in the folder at the time of the request.
            router.on(.get, "/telegram/{path...}") { request in
                try Self.page("telegram/\(request.parameter("path") ?? "")", of: pages, request)
            }
        }
    }

    /// Always revalidated, so that a new version of the program is used at once.
    private static func page(_ path: String, of pages: AssetSource, _ request: Request) throws -> Response {
        guard let asset = try pages.named(path) else { throw HTTPError.unknownAddress }
        let fields: HTTPFields = [
            .eTag: asset.etag, .cacheControl: "no-cache", .contentType: asset.contentType,
            .contentSecurityPolicy: "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
        ]
        if let known = request[.ifNoneMatch], known.contains(asset.etag) {
            return Response(.notModified, fields: fields)
        }
        return Response(.ok, fields: fields, body: .bytes(asset.bytes.array))
    }
}
