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
        // The brief's shortest way in: the first message opens the session.
        try admitStranger(body.challenge, request)
        let opened = try await desk.openSession(context: message.context)
        return sendResponse(try await desk.post(message, by: opened.token), newToken: opened.token)
    }

    /// The message, and where it comes from; or refuses, if too much was written there.
    func message(_ body: SendBody, of request: Request) throws -> Desk.UserMessage {
        var message = body.message
        try limitText(message.text.text, request)
        message.network = networkKey(of: request)
        return message
    }

    /// Where a request comes from, by the widest network that one customer of a provider has: the relay delays a network and
    /// refuses none, so it may be wide.
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
