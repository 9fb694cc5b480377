import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `POST /api/support/chat/read`
    func read(_ request: Request, _ token: SessionToken) async throws -> Response {
        let unread = try await desk.markRead(upTo: try readMark(request), by: token)
        return .json { $0.member("unread_count", unread) }
    }

    /// The body `{"up_to": "7"}`.
    func readMark(_ request: Request) throws -> MessageID {
        var upTo: MessageID?
        try readBody(request) { name, reader in
            if name == "up_to" { upTo = try messageID(reader.string(), .upTo) } else { try reader.skip() }
        }
        guard let upTo else { throw DeskError.invalid(.upTo) }
        return upTo
    }
}
