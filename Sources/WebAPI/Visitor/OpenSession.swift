import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime
import Store

extension WebAPI {
    /// `POST /api/support/session`
    func openSession(_ request: Request, _ token: SessionToken?) async throws -> Response {
        var page = RequestPage()
        var locale: String?
        var answer: ChallengeAnswer?
        if !request.body.bytes.isEmpty {
            try readBody(request) { name, reader in
                switch name {
                case "page": page = try RequestPage(&reader)
                case "challenge": answer = try ChallengeAnswer(&reader)
                case "locale": locale = try reader.optionalString()
                default: try reader.skip()
                }
            }
        }
        let context = page.context(request, locale: locale)
        if let token {
            let state = try await desk.resumeSession(token, context: context)
            let conversation = try desk.conversation(of: token, limit: 1)
            return sessionResponse(.ok, state, token: nil, ticket: conversation.ticket, cursor: conversation.cursor)
        }
        try admitStranger(answer, request)
        let opened = try await desk.openSession(context: context)
        return sessionResponse(.created, opened.state, token: opened.token, ticket: nil, cursor: .start)
    }

    func sessionResponse(
        _ status: HTTPResponse.Status, _ state: SessionState, token: SessionToken?, ticket: Ticket?, cursor: Cursor
    ) -> Response {
        .json(status) { json in
            json.object("session") { json in
                json.member("id", state.session.id.description)
                json.member("token", ifPresent: token?.text)
                json.member("expires_at", state.session.expiresAt.description)
            }
            json.object("user") { json in
                json.member("id", state.user.id.description)
                json.member("name", ifPresent: state.user.name)
                json.member("email", ifPresent: state.user.email)
                json.member("avatar_url", ifPresent: state.user.avatarURL)
                json.member("member_id", ifPresent: state.user.memberID)
                if state.user.externalID != nil { json.member("verified", state.user.isVerified) }
            }
            json.member("ticket", ticket)
            json.member("cursor", cursor.description)
            limits(&json)
            json.member("availability", ifPresent: desk.availability())
        }
    }
}
