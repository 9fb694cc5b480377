import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `GET /api/admin/canned-replies`; with `?ticket=`, as they would be sent there.
    func cannedReplies(_ request: Request, _ staff: Staff) throws -> Response {
        let replies: [(CannedReply, filled: String?)]
        if let text = request.query("ticket") {
            guard let ticket = TicketID(text) else { throw DeskError.notFound }
            replies = try desk.cannedReplies(filledFor: ticket, by: staff.agent).map { ($0.0, $0.filled) }
        } else {
            replies = try desk.cannedReplies().map { ($0, nil) }
        }
        return .json { json in
            json.array("canned_replies") { json in
                for (reply, filled) in replies {
                    json.object { json in
                        json.members(of: reply)
                        json.member("filled", ifPresent: filled)
                    }
                }
            }
        }
    }

    /// `POST /api/admin/canned-replies`
    func addCannedReply(_ request: Request, _ staff: Staff) async throws -> Response {
        let body = try ReplyBody(request)
        let new = try CannedReply(
            id: CannedReplyID(rawValue: 0), shortcut: body.shortcut ?? "", title: body.title ?? "",
            text: body.text ?? "")
        return response(.created, try await desk.addCannedReply(new, by: actor(staff, request)))
    }

    /// `PATCH /api/admin/canned-replies/{id}`
    func changeCannedReply(_ request: Request, _ staff: Staff) async throws -> Response {
        let body = try ReplyBody(request)
        let changed = try await desk.changeCannedReply(
            replyID(request), shortcut: body.shortcut, title: body.title, text: body.text, by: actor(staff, request))
        return response(.ok, changed)
    }

    /// `DELETE /api/admin/canned-replies/{id}`
    func removeCannedReply(_ request: Request, _ staff: Staff) async throws -> Response {
        try await desk.removeCannedReply(replyID(request), by: actor(staff, request))
        return Response(.noContent)
    }

    private func replyID(_ request: Request) throws(DeskError) -> CannedReplyID {
        guard let text = request.parameter("id"), let id = CannedReplyID(text) else { throw .notFound }
        return id
    }

    private func response(_ status: HTTPResponse.Status, _ reply: CannedReply) -> Response {
        .json(status) { json in json.object("canned_reply") { $0.members(of: reply) } }
    }
}

private struct ReplyBody {
    var shortcut: String?
    var title: String?
    var text: String?

    init(_ request: Request) throws {
        try readBody(request) { name, reader in
            switch name {
            case "shortcut": shortcut = try reader.optionalString()
            case "title": title = try reader.optionalString()
            case "text": text = try reader.optionalString()
            default: try reader.skip()
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of reply: CannedReply) {
        member("id", reply.id.description)
        member("shortcut", reply.shortcut)
        member("title", reply.title)
        member("text", reply.text)
    }
}
