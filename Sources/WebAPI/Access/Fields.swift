import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// The widget runs on other sites. It sends a bearer token and no cookie, so any origin may ask: without the token
    /// there is nothing to take.
    func preflight(_ request: Request) -> Response {
        Response(
            .noContent,
            fields: [
                .accessControlAllowMethods: "GET, POST, PATCH, DELETE, OPTIONS",
                .accessControlAllowHeaders: "authorization, content-type",
                .accessControlMaxAge: "86400",
            ])
    }

    /// Fields of every response.
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
    static let forwardedFor = Self("X-Forwarded-For")!
    // swift-format-ignore: NeverForceUnwrap
    static let telegramSecret = Self("X-Telegram-Bot-Api-Secret-Token")!
}
