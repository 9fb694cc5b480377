import Domain
public import HTTPEngine
import HTTPTypes
import JSON
import Logging
import Store

private let log = Logger(label: "HTTP")

/// Every refusal in the product's one shape: `{"error":{"code","message","retry_after"?}}`.
///
/// What is not a refusal of ours is a fault: its details go to the log only.
public func errorResponse(_ error: any Error, _ request: Request) -> Response {
    switch error {
    case let error as DeskError: return errorResponse(error)
    case let error as HTTPError: return errorResponse(error)
    case StoreError.overloaded, StoreError.closed: return unavailable
    default:
        log.error("fault", metadata: ["path": "\(request.path)", "error": "\(error)"])
        return errorResponse(
            HTTPError(.internalServerError, code: "internal", message: "Something went wrong here. Try again later."))
    }
}

/// How the engine's own refusals look.
public func errorResponse(_ error: HTTPError) -> Response {
    errorResponse(error.status, code: error.code, message: error.message)
}

func errorResponse(_ error: DeskError) -> Response {
    switch error {
    case .fileMalformed: errorResponse(.unprocessableContent, error)
    case .fileTypeRefused: errorResponse(.unsupportedMediaType, error)
    case .tooManyFiles: errorResponse(.conflict, error)
    case .messageEmpty, .messageTooLong, .invalid, .tokenRefused, .invitationExpired, .lookRefused:
        errorResponse(.badRequest, error)
    case .unauthorized, .signInRefused, .codeRequired: errorResponse(.unauthorized, error)
    case .banned, .forbidden, .crossSite: errorResponse(.forbidden, error)
    case .notFound: errorResponse(.notFound, error)
    case .rateLimited(let seconds): errorResponse(.tooManyRequests, error, retryAfter: seconds)
    case .cursorUnknown, .telegramOff, .webhookOff, .identityOff, .nameTaken, .secondFactorIsOn, .telegramTaken,
        .shortcutTaken,
        .tooMany:
        errorResponse(.conflict, error)
    case .telegramRefused: errorResponse(.badGateway, error)
    }
}

var unavailable: Response {
    errorResponse(
        .serviceUnavailable, code: "unavailable", message: "Too much at once. Try again in a moment.", retryAfter: 1)
}

private func errorResponse(
    _ status: HTTPResponse.Status, _ error: DeskError, retryAfter: Int? = nil
) -> Response {
    errorResponse(status, code: error.code, message: error.message, retryAfter: retryAfter)
}

private func errorResponse(
    _ status: HTTPResponse.Status, code: String, message: String, retryAfter: Int? = nil
) -> Response {
    var response = Response.json(status) { json in
        json.object("error") { json in
            json.member("code", code)
            json.member("message", message)
            if let retryAfter { json.member("retry_after", retryAfter) }
        }
    }
    if let retryAfter { response.fields[.retryAfter] = String(retryAfter) }
    if status == .unauthorized { response.fields[.wwwAuthenticate] = "Bearer" }
    return response
}

extension Response {
    static func json(_ status: HTTPResponse.Status = .ok, _ members: (inout JSONWriter) -> Void) -> Response {
        Response(
            status, fields: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .bytes(JSONWriter.object(members)))
    }
}
