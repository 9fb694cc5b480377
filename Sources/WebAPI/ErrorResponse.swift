import Domain
public import HTTPEngine
import HTTPTypes
import JSON
import Logging
import Store

private let log = Logger(label: "HTTP")

/// Turns any error into the product's one form: `{"error":{"code","message","retry_after"?,"reason"?,"error_id"?}}`.
///
/// An error that is not a refusal is a fault: its details go to the log only, under the number that the answer names.
public func errorResponse(_ error: any Error, _ request: Request) -> Response {
    switch error {
    case let error as DeskError: return errorResponse(error)
    case let required as ChallengeRequired: return errorResponse(required)
    case let error as HTTPError: return errorResponse(error)
    default:
        if let error = error as? StoreError, let obstacle = error.obstacle {
            if obstacle != .overloaded {
                log.error("not now", metadata: ["path": "\(loggedPath(of: request))", "error": "\(error)"])
            }
            return errorResponse(obstacle)
        }
        let id = ErrorID()
        log.error(
            "fault", metadata: ["error_id": "\(id)", "path": "\(loggedPath(of: request))", "error": "\(error)"])
        return errorResponse(
            .internalServerError, code: "internal",
            message: "Something went wrong here. Try again later; if it stays so, say this number to support: \(id)."
        ) { $0.member("error_id", id.text) }
    }
}

/// Renders the engine's own refusals.
public func errorResponse(_ error: HTTPError) -> Response {
    errorResponse(
        error.status, code: error.code, message: error.message,
        retryAfter: error.status == .insufficientStorage ? noRoomWait : nil)
}

/// In seconds: when a client may try again to send a file for which there was no room. Somebody has to make room first.
private let noRoomWait = 60

extension HTTPResponse.Status {
    /// RFC 4918 §11.5
    static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}

func errorResponse(_ error: DeskError) -> Response {
    switch error {
    case .fileMalformed, .imageTooLarge: errorResponse(.unprocessableContent, error)
    case .fileTypeRefused: errorResponse(.unsupportedMediaType, error)
    case .tooManyFiles, .fileBudgetSpent: errorResponse(.conflict, error)
    case .noRoom: errorResponse(.insufficientStorage, error, retryAfter: noRoomWait)
    case .messageEmpty, .messageTooLong, .invalid, .keyIsNoAgent, .webhookAddress, .tokenRefused, .invitationExpired,
        .lookRefused, .hoursRefused, .contactFormRefused, .contactRefused:
        errorResponse(.badRequest, error)
    case .unauthorized, .keyRequired, .signInRefused, .codeRequired, .codeVoid: errorResponse(.unauthorized, error)
    case .banned, .forbidden, .crossSite, .originRefused: errorResponse(.forbidden, error)
    case .notFound: errorResponse(.notFound, error)
    case .rateLimited(let seconds): errorResponse(.tooManyRequests, error, retryAfter: seconds)
    case .cursorUnknown, .telegramOff, .webhookOff, .identityOff, .sessionTaken, .nameTaken, .loginTaken, .loginIsName,
        .secondFactorIsOn, .telegramTaken,
        .shortcutTaken, .contactFormOff,
        .tooMany:
        errorResponse(.conflict, error)
    case .telegramRefused: errorResponse(.badGateway, error)
    }
}

/// Answers a failure of the store that passes by itself or when somebody helps: the client is told when to come back.
func errorResponse(_ obstacle: StoreError.Obstacle) -> Response {
    let (code, message, retryAfter) =
        switch obstacle {
        case .locked: ("store_locked", "The database is in use elsewhere. Nothing was taken: try again in a moment.", 5)
        case .full: ("disk_full", "The server's disk is full. Nothing was taken: try again later.", 30)
        case .unreachable:
            ("store_unreachable", "The server can't reach its disk. Nothing was taken: try again later.", 30)
        case .overloaded: ("unavailable", "Too much at once. Try again in a moment.", 1)
        }
    return errorResponse(.serviceUnavailable, code: code, message: message, retryAfter: retryAfter)
}

private func errorResponse(
    _ status: HTTPResponse.Status, _ error: DeskError, retryAfter: Int? = nil
) -> Response {
    errorResponse(status, code: error.code, message: error.message, retryAfter: retryAfter) { json in
        switch error {
        case .tokenRefused(let fault): json.member("reason", fault.reason)
        case .contactRefused(let fault): json.member("field", fault.field)
        case .contactFormRefused(let fault): if let position = fault.position { json.member("position", position) }
        default: break
        }
    }
}

func errorResponse(
    _ status: HTTPResponse.Status, code: String, message: String, retryAfter: Int? = nil,
    _ more: (inout JSONWriter) -> Void = { _ in }
) -> Response {
    var response = Response.json(status) { json in
        json.object("error") { json in
            json.member("code", code)
            json.member("message", message)
            if let retryAfter { json.member("retry_after", retryAfter) }
            more(&json)
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
