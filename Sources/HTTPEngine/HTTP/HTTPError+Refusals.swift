import HTTPTypes

// The engine's own refusals. Each has a name, so that statuses and texts stand in one place.
extension HTTPError {
    static func malformed(_ what: String) -> HTTPError {
        HTTPError(.badRequest, code: "bad_request", message: "The request is malformed: \(what).")
    }

    static let invalidFieldName = malformed("invalid field name")
    static let invalidFieldValue = malformed("invalid field value")
    static let ambiguousPath = malformed("the path has a broken escape, a NUL or a dot segment")
    static let missedTLS = HTTPError(
        .badRequest, code: "https_required", message: "This port speaks HTTPS: write https:// in the address.")
    static let requestLineTooLong = HTTPError(
        .uriTooLong, code: "uri_too_long", message: "The request line is too long.")
    static let headTooLarge = HTTPError(
        .requestHeaderFieldsTooLarge, code: "head_too_large", message: "The header section is too large.")
    static let bodyTooLarge = HTTPError(
        .contentTooLarge, code: "body_too_large", message: "The body is larger than this resource accepts.")
    static let requestTimeout = HTTPError(
        .requestTimeout, code: "request_timeout", message: "The request did not arrive in time.")
    static let unknownExpectation = HTTPError(
        .expectationFailed, code: "unknown_expectation", message: "Only Expect: 100-continue is understood.")
    static let unsupportedVersion = HTTPError(
        .httpVersionNotSupported, code: "unsupported_version", message: "This server speaks HTTP/1.0 and HTTP/1.1.")
    static let unknownMethod = HTTPError(
        .notImplemented, code: "unknown_method", message: "The method is not implemented.")
    static let unknownCoding = HTTPError(
        .notImplemented, code: "unknown_coding", message: "The only transfer coding understood is chunked.")
    /// Not named after its status, because `Response(.notFound)` would then mean this one.
    public static let unknownAddress = HTTPError(
        .notFound, code: "not_found", message: "There is nothing at this address.")
    static let methodNotAllowed = HTTPError(
        .methodNotAllowed, code: "method_not_allowed", message: "This resource does not have that method.")
    static let cannotSpool = HTTPError(
        HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"), code: "insufficient_storage",
        message: "The body could not be stored.")
    static let internalFault = HTTPError(.internalServerError, code: "internal", message: "Internal error.")
    static let overloaded = HTTPError(
        .serviceUnavailable, code: "too_many_connections", message: "Too many connections. Try again later.")
}
