import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime
import Store

extension WebAPI {
    /// `GET /api/admin/tickets`
    func staffTickets(_ request: Request) throws -> Response {
        let staff = try staff(request)
        let (after, limit): (MessageID?, Int) = try listPage(request)
        guard let filter = TicketFilter(rawValue: request.query("filter") ?? "all") else {
            throw DeskError.invalid(.filter)
        }
        let (page, cursor) = try desk.listing(filter, agent: staff.agent?.id, after: after, limit: limit)
        return .json { json in
            json.array("tickets") { json in
                for listing in page.tickets { json.listing(listing) }
            }
            json.member("next", ifPresent: page.next?.description)
            json.member("cursor", cursor.description)
        }
    }

    /// `GET /api/admin/tickets/{id}`
    func staffTicket(_ request: Request) throws -> Response {
        _ = try staff(request)
        let details = try desk.details(of: ticketID(request))
        return .json { json in
            json.members(of: details.listing)
            json.object("page") { json in
                json.member("url", ifPresent: details.context.pageURL)
                json.member("title", ifPresent: details.context.pageTitle)
                json.member("referrer", ifPresent: details.context.referrer)
                json.member("user_agent", ifPresent: details.context.userAgent)
                json.member("locale", ifPresent: details.context.locale)
            }
            json.array("earlier") { json in
                for ticket in details.earlier { json.object { $0.members(staff: ticket) } }
            }
            json.array("notes") { json in
                for note in details.notes { json.object { $0.members(of: note) } }
            }
            json.member("cursor", details.cursor.description)
        }
    }

    /// `GET /api/admin/tickets/{id}/messages`
    func staffHistory(_ request: Request) throws -> Response {
        _ = try staff(request)
        let (before, limit) = try historyPage(request)
        let (page, ticket, cursor) = try desk.staffHistory(of: ticketID(request), before: before, limit: limit)
        return .json { json in
            json.array("entries") { json in
                for entry in page.entries {
                    json.object { json in
                        switch entry {
                        case .message(let message):
                            json.member("type", "message")
                            json.member("message", message)
                        case .note(let note):
                            json.member("type", "note")
                            json.object("note") { $0.members(of: note) }
                        }
                    }
                }
            }
            json.member("has_more", page.hasMore)
            json.member("ticket", staff: ticket)
            json.member("cursor", cursor.description)
        }
    }
}

extension JSONWriter {
    mutating func listing(_ listing: TicketListing) {
        object { $0.members(of: listing) }
    }

    mutating func members(of listing: TicketListing) {
        member("ticket", staff: listing.ticket)
        member("user", listing.card)
        if let agent = listing.assignee {
            object("assignee") { json in
                json.member("id", agent.id.description)
                json.member("name", agent.name)
            }
        }
        if let last = listing.lastAuthor {
            object("last_author") { json in
                json.member("author", last.author.rawValue)
                json.member("name", ifPresent: last.name)
            }
        }
    }
}
