import Crypto
import Desk
import Domain
import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// The visitor's token, or nil if the request brings none. One that can't be a token is refused.
    func visitorToken(_ request: Request) throws -> SessionToken? {
        guard let text = try bearer(request) else { return nil }
        guard let token = SessionToken(text) else { throw DeskError.unauthorized }
        return token
    }

    func requiredVisitorToken(_ request: Request) throws -> SessionToken {
        guard let token = try visitorToken(request) else { throw DeskError.unauthorized }
        return token
    }

    /// Lets nobody in but the holder of the agents' key.
    func admitAgent(_ request: Request) throws {
        try limit(.address, request)
        guard let adminTokenHash, let text = try bearer(request),
            constantTimeEqual(sha256(text.utf8), adminTokenHash)
        else { throw DeskError.unauthorized }
    }

    /// RFC 6750 §2.1.
    func bearer(_ request: Request) throws -> String? {
        guard let field = request[.authorization] else { return nil }
        let parts = field.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw DeskError.unauthorized }
        return String(parts[1])
    }
}
