import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime
import Store

extension WebAPI {
    /// `GET /api/tickets`
    func ownTickets(_ request: Request, _ token: SessionToken) throws -> Response {
        let (after, limit): (TicketID?, Int) = try listPage(request)
        let archived: Bool
        switch request.query("filter") {
        case nil, "current": archived = false
        case "archived": archived = true
        default: throw DeskError.invalid(.filter)
        }
        let own = try desk.tickets(of: token, archived: archived, after: after, limit: limit)
        return .json { json in
            json.array("tickets") { json in
                for ticket in own.page.tickets { json.ticket(ticket) }
            }
            json.member("next", ifPresent: own.page.next?.description)
            json.object("statistics") { json in
                json.member("total", own.statistics.total)
                json.member("open", own.statistics.byStatus[.open] ?? 0)
                json.member("answered", own.statistics.byStatus[.answered] ?? 0)
                json.member("closed", own.statistics.byStatus[.closed] ?? 0)
                json.member("archived", own.statistics.byStatus[.archived] ?? 0)
                json.member("unread_messages", own.statistics.unreadMessages)
            }
            json.member("cursor", own.cursor.description)
        }
    }

    /// `GET /api/tickets/{id}`
    func ownTicket(_ request: Request, _ token: SessionToken) throws -> Response {
        let conversation = try desk.conversation(in: ticketID(request), of: token, limit: 1)
        return .json { json in
            json.member("ticket", conversation.ticket)
            json.member("cursor", conversation.cursor.description)
        }
    }

    /// `GET /api/tickets/{id}/messages`
    func ticketHistory(_ request: Request, _ token: SessionToken) throws -> Response {
        let (before, limit) = try historyPage(request)
        return historyResponse(
            try desk.conversation(in: ticketID(request), of: token, before: before, limit: limit))
    }

    /// `POST /api/tickets`
    func openTicket(_ request: Request, _ token: SessionToken) async throws -> Response {
        let body = try SendBody(request)
        guard let subject = body.subject.flatMap({ line($0, upTo: Ticket.longestSubject) }) else {
            throw DeskError.invalid(.subject)
        }
        return sendResponse(try await desk.openTicket(subject, try message(body, of: request), by: token))
    }

    /// `POST /api/tickets/{id}/messages`
    func sendInTicket(_ request: Request, _ token: SessionToken) async throws -> Response {
        let body = try SendBody(request)
        return sendResponse(try await desk.post(try message(body, of: request), in: ticketID(request), by: token))
    }
}
