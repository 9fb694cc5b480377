import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// The widget runs on other sites. It sends a bearer token and no cookie, so any origin may ask: without the token
    /// there is nothing to take.
    func preflight(_ request: Request) -> Response {
        Response(
            .noContent,
            fields: [
                .accessControlAllowMethods: "GET, POST, OPTIONS",
                .accessControlAllowHeaders: "authorization, content-type",
                .accessControlMaxAge: "86400",
            ])
    }

    /// What is for every site, and so everything but the staff's: there a cookie counts, and no other site has any
    /// business. An address may spell its letters as it likes, so this looks at what it means.
    static func open(_ request: Request?, _ response: inout Response) {
        if let request, request.path.hasPrefix("/api/admin") { return }
        response.fields.append(anyOrigin)
        response.fields.append(exposedFields)
    }

    private static let anyOrigin = HTTPField(name: .accessControlAllowOrigin, value: "*")
    private static let exposedFields = HTTPField(name: .accessControlExposeHeaders, value: "retry-after")

    /// Fields of every response.
    static let commonFields: HTTPFields = [
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
