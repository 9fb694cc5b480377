import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime
import Store

extension WebAPI {
    /// `GET /api/tickets`
    func ownTickets(_ request: Request) throws -> Response {
        try limit(.address, request)
        let token = try requiredVisitorToken(request)
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
    func ownTicket(_ request: Request) throws -> Response {
        try limit(.address, request)
        let token = try requiredVisitorToken(request)
        let conversation = try desk.conversation(in: ticketID(request), of: token, limit: 1)
        return .json { json in
            json.member("ticket", conversation.ticket)
            json.member("cursor", conversation.cursor.description)
        }
    }

    /// `GET /api/tickets/{id}/messages`
    func ticketHistory(_ request: Request) throws -> Response {
        try limit(.address, request)
        let token = try requiredVisitorToken(request)
        let (before, limit) = try historyPage(request)
        return historyResponse(
            try desk.conversation(in: ticketID(request), of: token, before: before, limit: limit))
    }

    /// `POST /api/tickets`
    func openTicket(_ request: Request) async throws -> Response {
        try limit(.address, request)
        let token = try requiredVisitorToken(request)
        let body = try SendBody(request)
        guard let subject = body.subject.flatMap({ line($0, upTo: Ticket.longestSubject) }) else {
            throw DeskError.invalid(.subject)
        }
        try limit(.openTicket, token)
        return sendResponse(try await desk.openTicket(subject, body.message, by: token))
    }

    /// `POST /api/tickets/{id}/messages`
    func sendInTicket(_ request: Request) async throws -> Response {
        try limit(.address, request)
        let token = try requiredVisitorToken(request)
        let body = try SendBody(request)
        try limit(.send, token)
        return sendResponse(try await desk.post(body.message, in: ticketID(request), by: token))
    }
}

/// One line of text without white space around it, or nil if that is empty or too long.
///
/// - Parameter limit: in UTF-16 code units.
func line(_ text: String, upTo limit: Int) -> String? {
    guard let text = try? MessageText(text).text, text.utf16.count <= limit else { return nil }
    return String(text.map { $0.isNewline ? " " : $0 })
}
