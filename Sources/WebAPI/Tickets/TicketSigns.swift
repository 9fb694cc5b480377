import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime

extension WebAPI {
    /// `POST /api/tickets/{id}/typing`
    func typeInTicket(_ request: Request, _ token: SessionToken) throws -> Response {
        let isTyping = try readTyping(request)
        try desk.signalTyping(isTyping, in: ticketID(request), by: desk.session(token))
        return Response(.noContent)
    }

    /// `POST /api/tickets/{id}/read`
    func readTicket(_ request: Request, _ token: SessionToken) async throws -> Response {
        let unread = try await desk.markRead(upTo: readMark(request), in: ticketID(request), by: token)
        return .json { $0.member("unread_count", unread) }
    }

    /// `POST /api/tickets/{id}/close`
    func closeTicket(_ request: Request, _ token: SessionToken) async throws -> Response {
        try await setClosed(true, request, token)
    }

    /// `POST /api/tickets/{id}/reopen`
    func reopenTicket(_ request: Request, _ token: SessionToken) async throws -> Response {
        try await setClosed(false, request, token)
    }

    /// `POST /api/tickets/{id}/rating`
    func rateTicket(_ request: Request, _ token: SessionToken) async throws -> Response {
        var stars: Int?
        var comment: String?
        try readBody(request) { name, reader in
            switch name {
            case "stars": stars = try reader.integer()
            case "comment": comment = try reader.optionalString()
            default: try reader.skip()
            }
        }
        guard let stars else { throw DeskError.invalid(.rating) }
        let rating = try Rating(stars: stars, comment: comment)
        let ticket = try await desk.rate(ticketID(request), rating, by: token, from: networkKey(of: request))
        return .json { $0.member("ticket", ticket) }
    }

    private func setClosed(_ isClosed: Bool, _ request: Request, _ token: SessionToken) async throws -> Response {
        let ticket = try await desk.setClosed(isClosed, ticketID(request), by: token, from: networkKey(of: request))
        return .json { $0.member("ticket", ticket) }
    }
}
