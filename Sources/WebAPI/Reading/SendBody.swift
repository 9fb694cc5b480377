import Desk
import Domain
import HTTPEngine
import JSON

/// The body of a visitor's message.
struct SendBody {
    let message: Desk.UserMessage
    /// The subject of a new ticket.
    let subject: String?
    /// The solution of a challenge, from a visitor without a session.
    let challenge: ChallengeAnswer?

    init(_ request: Request) throws {
        var text: String?
        var clientID: ClientID?
        var replyTo: MessageID?
        var attachments: [AttachmentID] = []
        var page = RequestPage()
        var subject: String?
        var challenge: ChallengeAnswer?
        var pages: [VisitedPage] = []
        try readBody(request) { name, reader in
            switch name {
            case "message": text = try reader.string()
            case "client_message_id": clientID = try readClientID(&reader, .clientMessageID)
            case "reply_to": replyTo = try reader.optionalString().map { try messageID($0, .replyTo) }
            case "attachment_ids": attachments = try attachmentIDs(&reader)
            case "challenge": challenge = try ChallengeAnswer(&reader)
            case "subject": subject = try reader.optionalString()
            case "page": page = try RequestPage(&reader)
            case "pages": pages = try [VisitedPage](&reader)
            default: try reader.skip()
            }
        }
        guard let text = text ?? (attachments.isEmpty ? nil : "") else { throw DeskError.invalid(.message) }
        self.subject = subject
        self.challenge = challenge
        var message = Desk.UserMessage(
            text: try MessageText(text, mayBeBlank: !attachments.isEmpty), clientID: clientID, replyTo: replyTo,
            attachments: attachments, context: page.context(request))
        message.pages = pages
        self.message = message
    }
}
