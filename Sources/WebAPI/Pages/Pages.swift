import Assets
import Bundling
import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Logging

private let log = Logger(label: "HTTP")

extension WebAPI {
    /// Adds every page and script at the address that is its path.
    func addPages(to router: inout Router) {
        switch options.pages {
        case .embedded:
            for asset in Asset.all where isServed(asset.path) {
                // Browsers look for a new version of the widget with each page of a site, so it is counted by itself.
                let label = asset.path == WidgetScript.path ? nil : "/{path...}"
                router.on(.get, "/" + asset.path, label: label, sync: { try page(asset.path, $0) })
            }
        case .folder:
            // Serves whatever is in the folder at the time of the request.
            router.on(.get, "/{path...}") { request in
                guard let path = request.parameter("path"), isServed(path) else { throw HTTPError.unknownAddress }
                return try page(path, request)
            }
            reload?.addRoutes(to: &router)
        }
        if let openAPI = Asset.named("openapi.json") {
            router.on(.get, "/api/openapi.json", sync: { Self.page(PageBody(openAPI), openAPI.contentType, $0) })
        }
        for (file, path) in Self.entrances {
            router.on(.get, path, sync: { try page(file, $0) })
            router.on(.get, path + "/", sync: { withoutSlash(path, $0) })
        }
        guard let demo = options.demo else { return }
        router.on(.get, "/", sync: { try page("demo/index.html", $0) })
        router.on(.get, "/demo/config.json", sync: { _ in config(of: demo) })
    }

    /// Redirects a browser from `/admin/` to `/admin`. The address is relative, so that it
    /// also holds below a proxy's path.
    private func withoutSlash(_ path: String, _ request: Request) -> Response {
        let query = request.target.firstIndex(of: "?").map { request.target[$0...] } ?? ""
        return Response(.permanentRedirect, fields: [.location: "..\(path)\(query)", .cacheControl: "no-cache"])
    }

    private func config(of demo: Demo) -> Response {
        .json { json in
            if let url = demo.telegramURL { json.member("telegram_url", url) } else { json.null("telegram_url") }
        }
    }

    /// Whether a page is served. The demo's pages are served only in a demo; the simulator serves its own.
    private func isServed(_ path: String) -> Bool {
        if path.hasPrefix("demo/") { return options.demo != nil }
        if Self.entrances[path] != nil { return false }
        return !path.hasPrefix("telegram/") && path != "openapi.json"
    }

    private func page(_ path: String, _ request: Request) throws -> Response {
        // Taken before the page is read, so that a file saved in between counts as a change.
        let version = reload?.folder.version
        guard let asset = try asset(path) else { throw HTTPError.unknownAddress }
        guard path.hasSuffix(".html") else {
            var response =
                path == WidgetScript.path
                ? widgetScript.response(asset, request) {
                    (try desk.widgetLook(), asks: try desk.contactForm().moment == .before)
                }
                : WebAPI.page(PageBody(asset), asset.contentType, request)
            if isForSites(path) { response.fields[.crossOriginResourcePolicy] = "cross-origin" }
            return response
        }
        let body = version.flatMap { reload?.body(of: asset, $0, for: request) } ?? PageBody(asset)
        var response = WebAPI.page(body, asset.contentType, request)
        response.fields[.contentSecurityPolicy] = policy(of: path)
        return response
    }

    /// Whether sites load it into their own pages. Those under `Cross-Origin-Embedder-Policy: require-corp` take only what
    /// says that every page may have it.
    private func isForSites(_ path: String) -> Bool {
        path == WidgetScript.path || Self.foldersOfSites.contains { path.hasPrefix($0) }
    }

    private static let foldersOfSites = ["base/", "cabinet/", "chat/", "look/", "widget/"]

    /// While somebody works on the pages, the answer says which file is wrong.
    private func asset(_ path: String) throws -> Asset? {
        do {
            return try options.pages.named(path)
        } catch let error as PageError {
            log.error("page not served", metadata: ["error": "\(error)"])
            throw HTTPError(.internalServerError, code: "internal", message: "\(error)")
        }
    }

    private var reload: PageReload? {
        guard case .folder(let folder) = options.pages else { return nil }
        return PageReload(folder: folder, desk: desk)
    }

    /// For the file that is shown, the address by which people open it.
    private static let entrances = ["admin/index.html": "/admin", "cabinet/index.html": "/cabinet"]

    /// What a page may do (CSP Level 3): run only the program's own scripts and styles, connect only to the program,
    /// and show people's pictures from where the site keeps them. Nobody may frame it, or a visitor could be made to
    /// press its buttons unknowingly; pages that the program itself frames may be framed by it alone.
    private func policy(of path: String) -> String {
        let isDemo = path.hasPrefix("demo/")
        let isFramed = path == "admin/settings/preview.html" || isDemo
        // The demo shows the group beside the shop.
        let frames = isDemo ? options.demo?.telegramURL.map { " " + $0 } ?? "" : ""
        // In the demo, browsers without constructed style sheets (Safari before 16.4) have
        // no other way to style the widget.
        let styles = isDemo ? " 'unsafe-inline'" : ""
        return """
            default-src 'none'; script-src 'self'; style-src 'self'\(styles); connect-src 'self'; \
            img-src 'self' https: data: blob:; media-src 'self' blob:; worker-src blob:; \
            frame-src 'self'\(frames); base-uri 'none'; form-action 'none'; \
            frame-ancestors \(isFramed ? "'self'" : "'none'")
            """
    }

    /// Always revalidated, so that a new version of the program is used at once. Unchanged files cost an empty answer.
    ///
    /// Only pages are compressed. An answer that holds both a secret and text that somebody else chose would
    /// reveal the secret by its length.
    static func page(_ body: PageBody, _ contentType: String, _ request: Request) -> Response {
        var fields: HTTPFields = [.eTag: body.etag, .cacheControl: "no-cache", .contentType: contentType]
        var form = body.plain
        if let gzip = body.gzip {
            fields[.vary] = "Accept-Encoding"
            if request.takesGzip {
                form = gzip
                fields[.eTag] = body.gzipETag
                fields[.contentEncoding] = "gzip"
            }
        }
        if let known = request[.ifNoneMatch], let etag = fields[.eTag], known.contains(etag) {
            return Response(.notModified, fields: fields)
        }
        return Response(.ok, fields: fields, body: form)
    }
}
