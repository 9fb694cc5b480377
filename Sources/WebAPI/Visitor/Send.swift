import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime

extension WebAPI {
    /// `POST /api/support/chat/send`
    func send(_ request: Request, _ token: SessionToken?) async throws -> Response {
        let body = try SendBody(request)
        let message = try message(body, of: request)
        if let token {
            try limit(.send, token)
            return sendResponse(try await desk.post(message, by: token))
        }
        // The shortest way to begin: the first message opens the session.
        try admitStranger(body.challenge, request)
        let opened = try await desk.openSession(context: message.context)
        return sendResponse(try await desk.post(message, by: opened.token), newToken: opened.token)
    }

    /// The message with the network that it comes from. Throws if too much was written from there.
    func message(_ body: SendBody, of request: Request) throws -> Desk.UserMessage {
        var message = body.message
        try limitText(message.text.text, request)
        message.network = networkKey(of: request)
        return message
    }

    /// The key of the widest network that a provider may have given to one customer. It may be wide, because the relay
    /// only delays a network and refuses nothing.
    func networkKey(of request: Request) -> Int64? {
        desk.networkKey(of: client(of: request).wideNetwork.description)
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
