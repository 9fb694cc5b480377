import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime

extension WebAPI {
    /// `POST /api/support/chat/send`
    func send(_ request: Request) async throws -> Response {
        try limit(.address, request)
        let body = try SendBody(request)
        if let token = try visitorToken(request) {
            try limit(.send, token)
            return sendResponse(try await desk.post(body.message, by: token))
        }
        // The brief's shortest way in: the first message opens the session.
        try limit(.openSession, request)
        let opened = try await desk.openSession(context: body.message.context)
        return sendResponse(try await desk.post(body.message, by: opened.token), newToken: opened.token)
    }

    func sendResponse(_ posted: Desk.PostedMessage, newToken: SessionToken? = nil) -> Response {
        .json(posted.isRepeat ? .ok : .created) { json in
            json.object("session") { json in
                json.member("id", posted.session.description)
                json.member("token", ifPresent: newToken?.text)
            }
            json.member("ticket", posted.ticket)
            json.member("message", posted.message)
            json.member("cursor", posted.message.cursor.description)
        }
    }
}

/// What a visitor's client sends.
struct SendBody {
    let message: Desk.UserMessage
    /// Of a new ticket.
    let subject: String?

    init(_ request: Request) throws {
        var text: String?
        var clientID: ClientMessageID?
        var replyTo: MessageID?
        var attachments: [AttachmentID] = []
        var page = RequestPage()
        var subject: String?
        try readBody(request) { name, reader in
            switch name {
            case "message": text = try reader.string()
            case "client_message_id": clientID = try reader.optionalString().map { try ClientMessageID($0) }
            case "reply_to": replyTo = try reader.optionalString().map { try messageID($0, .replyTo) }
            case "attachment_ids": attachments = try attachmentIDs(&reader)
            case "subject": subject = try reader.optionalString()
            case "page": page = try RequestPage(&reader)
            default: try reader.skip()
            }
        }
        guard let text = text ?? (attachments.isEmpty ? nil : "") else { throw DeskError.invalid(.message) }
        self.subject = subject
        message = Desk.UserMessage(
            text: try MessageText(text, mayBeBlank: !attachments.isEmpty), clientID: clientID, replyTo: replyTo,
            attachments: attachments, context: page.context(request))
    }
}

/// A list of attachments, each once.
func attachmentIDs(_ reader: inout JSONReader, limit: Int = Attachment.limit) throws -> [AttachmentID] {
    var ids: [AttachmentID] = []
    try reader.array { reader in
        guard let id = AttachmentID(try reader.string()), !ids.contains(id), ids.count < limit else {
            throw DeskError.invalid(.attachmentIDs)
        }
        ids.append(id)
    }
    return ids
}

func messageID(_ text: String, _ field: DeskError.Field) throws(DeskError) -> MessageID {
    guard let id = MessageID(text) else { throw .invalid(field) }
    return id
}
