import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// The widget runs on other sites. It sends a bearer token and no cookie, so any origin may ask: without the token
    /// there is nothing to take.
    /// The staff's part is for no other site: it gets no leave to send a key or a body there.
    func preflight(_ request: Request) -> Response {
        guard !request.path.hasPrefix("/api/admin") else { return Response(.noContent) }
        return Response(
            .noContent,
            fields: [
                .accessControlAllowMethods: "GET, POST, OPTIONS",
                .accessControlAllowHeaders: "authorization, content-type",
                .accessControlMaxAge: "86400",
            ])
    }

    /// Fields of every response. With any origin allowed, browsers give no page an answer that was got by a cookie.
    static let commonFields: HTTPFields = [
        .accessControlAllowOrigin: "*",
        .accessControlExposeHeaders: "retry-after",
        .xContentTypeOptions: "nosniff",
        .referrerPolicy: "no-referrer",
    ]
}

extension HTTPField.Name {
    // Names of literals that are valid tokens; the initializer is failable for others.
    // swift-format-ignore: NeverForceUnwrap
    static let referrerPolicy = Self("Referrer-Policy")!
    // swift-format-ignore: NeverForceUnwrap
    static let crossOriginResourcePolicy = Self("Cross-Origin-Resource-Policy")!
    // swift-format-ignore: NeverForceUnwrap
    static let forwardedFor = Self("X-Forwarded-For")!
    // swift-format-ignore: NeverForceUnwrap
    static let telegramSecret = Self("X-Telegram-Bot-Api-Secret-Token")!
}
