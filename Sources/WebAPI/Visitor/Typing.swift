import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `POST /api/support/chat/typing`
    func typing(_ request: Request, _ token: SessionToken) throws -> Response {
        try desk.signalTyping(try readTyping(request), by: try desk.session(token))
        return Response(.noContent)
    }

    /// The body `{"typing": true}`.
    func readTyping(_ request: Request) throws -> Bool {
        var isTyping: Bool?
        try readBody(request) { name, reader in
            if name == "typing" { isTyping = try reader.bool() } else { try reader.skip() }
        }
        guard let isTyping else { throw DeskError.invalid(.typing) }
        return isTyping
    }
}
