import Domain
import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// Answers a preflight. The widget runs on other sites. It sends a bearer token and no cookie, so any origin may
    /// call unless there is a list of allowed ones: without the token there is nothing to steal.
    /// The staff's API is for no other site: pages elsewhere may send neither a key nor a body to it.
    func preflight(_ request: Request) -> Response {
        guard !request.path.hasPrefix("/api/admin") else { return Response(.noContent) }
        return Response(
            .noContent,
            fields: [
                .accessControlAllowMethods: "GET, POST, PATCH, DELETE, OPTIONS",
                .accessControlAllowHeaders: "authorization, content-type",
                .accessControlMaxAge: "86400",
            ])
    }

    /// - Throws: ``DeskError/originRefused``
    func refuseOtherOrigins(_ request: Request) throws(DeskError) {
        if let origin = request[.origin], !mayAsk(origin, request) { throw .originRefused }
    }

    private func mayAsk(_ origin: String, _ request: Request) -> Bool {
        guard let allowed = policy.allowedOrigins else { return true }
        return allowed.contains(origin) || isOwn(origin, request)
    }

    /// Says which pages may read an answer, if there is a list of them. Scripts, styles and pictures may be read by
    /// all. When any origin is allowed, browsers give no page an answer that was obtained with a cookie.
    func allowOrigin(_ request: Request?, _ response: inout Response) {
        guard let request, request.path.hasPrefix("/api/") else {
            response.fields[.accessControlAllowOrigin] = "*"
            return
        }
        response.fields[.vary] = [response.fields[.vary], "Origin"].compactMap(\.self).joined(separator: ", ")
        if let origin = request[.origin], mayAsk(origin, request) {
            response.fields[.accessControlAllowOrigin] = origin
        }
    }

    /// Fields of every response.
    static let commonFields: HTTPFields = [
        .accessControlExposeHeaders: "retry-after",
        .xContentTypeOptions: "nosniff",
        .referrerPolicy: "no-referrer",
    ]

    /// For two years, as Mozilla advises (RFC 6797). Without other hosts below this one, which may be somebody else's.
    static let strictTransport = "max-age=63072000"
}

extension HTTPField.Name {
    // Names of literals that are valid tokens; the initializer is failable for others.
    // swift-format-ignore: NeverForceUnwrap
    static let referrerPolicy = Self("Referrer-Policy")!
    // swift-format-ignore: NeverForceUnwrap
    static let crossOriginResourcePolicy = Self("Cross-Origin-Resource-Policy")!
    // swift-format-ignore: NeverForceUnwrap
    static let telegramSecret = Self("X-Telegram-Bot-Api-Secret-Token")!
}
