import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime

extension WebAPI {
    /// `POST /api/admin/tickets/{id}/messages`
    func answer(_ request: Request, _ staff: Staff) async throws -> Response {
        let body = try SendBody(request)
        let message = Desk.StaffMessage(
            text: body.message.text, clientID: body.message.clientID, replyTo: body.message.replyTo,
            attachments: body.message.attachments)
        let posted = try await desk.answer(message, in: ticketID(request), by: staff.agent, as: staff.identity)
        return .json(posted.isRepeat ? .ok : .created) { json in
            json.member("message", staff: posted.message)
            json.member("ticket", staff: posted.ticket)
            json.member("cursor", posted.message.cursor.description)
        }
    }

    /// `POST /api/admin/tickets/{id}/notes`
    func addNote(_ request: Request, _ staff: Staff) async throws -> Response {
        var text: String?
        var clientID: ClientID?
        try readBody(request) { name, reader in
            switch name {
            case "text": text = try reader.string()
            case "client_note_id": clientID = try readClientID(&reader, .clientNoteID)
            default: try reader.skip()
            }
        }
        guard let text else { throw DeskError.invalid(.text) }
        let posted = try await desk.note(
            MessageText(text), clientID: clientID, in: ticketID(request), by: staff.agent)
        return .json(posted.isRepeat ? .ok : .created) { json in json.object("note") { $0.members(of: posted.note) } }
    }

    /// `POST /api/admin/tickets/{id}/typing`
    func staffTyping(_ request: Request, _ staff: Staff) throws -> Response {
        try desk.signalTyping(readTyping(request), in: ticketID(request), by: staff.agent, viewer: nil)
        return Response(.noContent)
    }

    /// `POST /api/admin/tickets/{id}/read`
    func staffRead(_ request: Request, _: Staff) async throws -> Response {
        let unread = try await desk.markRead(upTo: readMark(request), inStaffs: ticketID(request))
        return .json { $0.member("unread_by_agents", unread) }
    }
}
