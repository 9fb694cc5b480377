import Desk
import Domain
import HTTPEngine
import HTTPTypes
import Identity
import JSON

extension WebAPI {
    /// `POST /api/support/identify`
    func identify(_ request: Request, _ session: SessionToken?) async throws -> Response {
        var solution: ChallengeAnswer?
        var (text, page, locale, mayReplace) = (String?.none, RequestPage(), String?.none, true)
        try readBody(request) { name, reader in
            switch name {
            case "token": text = try reader.string()
            case "challenge": solution = try ChallengeAnswer(&reader)
            case "replace": mayReplace = try reader.bool()
            case "page": page = try RequestPage(&reader)
            case "locale": locale = try reader.optionalString()
            default: try reader.skip()
            }
        }
        let isPass = text.map(Desk.isMailPass) ?? false
        guard isPass || policy.siteTokens.rules.isOpen else { throw DeskError.identityOff }
        guard let text else { throw DeskError.invalid(.token) }
        let context = page.context(request, locale: locale)
        if isPass {
            if session == nil { try limit(.openSession, request) }
            return try answer(
                try await desk.open(byMail: text, session, context: context, mayReplace: mayReplace), to: session)
        }
        let identity: VisitorIdentity
        do {
            identity = try await policy.siteTokens.identity(in: text, now: .now())
        } catch {
            throw DeskError.tokenRefused(error)
        }
        if session == nil {
            // A visitor who is signed in at the site does not have to solve a challenge.
            if identity.isVerified { try limit(.openSession, request) } else { try admitStranger(solution, request) }
        }
        return try answer(
            try await desk.identify(session, as: identity, context: context, mayReplace: mayReplace), to: session)
    }

    private func answer(_ identified: Desk.IdentifiedSession, to session: SessionToken?) throws -> Response {
        guard let token = identified.newToken ?? session else { throw DeskError.unauthorized }
        let conversation = try desk.conversation(of: token, limit: 1)
        return sessionResponse(
            session == nil ? .created : .ok, identified.state, token: identified.newToken, ticket: conversation.ticket,
            cursor: conversation.cursor)
    }

    /// `POST /api/support/sign-out`
    func signOut(_ request: Request, _ token: SessionToken) async throws -> Response {
        try await desk.signOut(token)
        return Response(.noContent)
    }
}
