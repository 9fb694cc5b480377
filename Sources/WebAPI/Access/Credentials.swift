import Desk
import Domain
import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// The visitor's token; nil if the request has none. A malformed token is refused.
    func visitorToken(_ request: Request) throws -> SessionToken? {
        guard let text = try bearer(request) else { return nil }
        guard let token = SessionToken(text) else { throw DeskError.unauthorized }
        return token
    }

    func requiredVisitorToken(_ request: Request) throws -> SessionToken {
        guard let token = try visitorToken(request) else { throw DeskError.unauthorized }
        return token
    }

    /// The bearer token of the request (RFC 6750 §2.1).
    func bearer(_ request: Request) throws -> String? {
        guard let field = request[.authorization] else { return nil }
        let parts = field.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw DeskError.unauthorized }
        return String(parts[1])
    }
}
