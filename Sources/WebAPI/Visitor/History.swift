import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime
import Store

extension WebAPI {
    /// `GET /api/support/chat/history`
    func history(_ request: Request, _ token: SessionToken) throws -> Response {
        let before = try request.query("before").map { try messageID($0, .before) }
        let limit = try request.query("limit").map { try number($0, in: 1...100, .limit) } ?? 50
        return historyResponse(try desk.conversation(of: token, before: before, limit: limit))
    }

    func historyResponse(_ conversation: Desk.Conversation) -> Response {
        .json { json in
            json.array("messages") { json in
                for message in conversation.history.messages { json.message(message) }
            }
            json.member("has_more", conversation.history.hasMore)
            json.member("ticket", conversation.ticket)
            json.member("cursor", conversation.cursor.description)
            if let form = conversation.contactForm { json.object("contact_form") { $0.members(of: form) } }
            limits(&json)
            json.member("availability", ifPresent: desk.availability())
        }
    }
}
