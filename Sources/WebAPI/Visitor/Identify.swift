import Desk
import Domain
import HTTPEngine
import HTTPTypes
import Identity
import JSON

extension WebAPI {
    /// `POST /api/support/identify`
    func identify(_ request: Request) async throws -> Response {
        try limit(.address, request)
        guard options.siteTokens.rules.isOpen else { throw DeskError.identityOff }
        var (text, page, locale) = (String?.none, RequestPage(), String?.none)
        try readBody(request) { name, reader in
            switch name {
            case "token": text = try reader.string()
            case "page": page = try RequestPage(&reader)
            case "locale": locale = try reader.optionalString()
            default: try reader.skip()
            }
        }
        guard let text else { throw DeskError.invalid(.token) }
        let session = try visitorToken(request)
        if session == nil { try limit(.openSession, request) }
        let identity: VisitorIdentity
        do {
            identity = try await options.siteTokens.identity(in: text, now: .now())
        } catch {
            throw DeskError.tokenRefused(error)
        }
        let identified = try await desk.identify(session, as: identity, context: page.context(request, locale: locale))
        guard let token = identified.newToken ?? session else { throw DeskError.unauthorized }
        let conversation = try desk.conversation(of: token, limit: 1)
        return sessionResponse(
            session == nil ? .created : .ok, identified.state, token: identified.newToken, ticket: conversation.ticket,
            cursor: conversation.cursor)
    }

    /// `POST /api/support/sign-out`
    func signOut(_ request: Request) async throws -> Response {
        try limit(.address, request)
        try await desk.signOut(try requiredVisitorToken(request))
        return Response(.noContent)
    }
}
