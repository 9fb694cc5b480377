import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Realtime
import Store

extension WebAPI {
    /// `GET /api/admin/tickets`
    func staffTickets(_ request: Request, _ staff: Staff) throws -> Response {
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
    func staffTicket(_ request: Request, _: Staff) throws -> Response {
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
            json.array("contact", details.answers)
            json.array("attributes", details.attributes)
            json.array("pages", details.pages)
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
    func staffHistory(_ request: Request, _: Staff) throws -> Response {
        let (before, limit) = try historyPage(request)
        let history = try desk.staffHistory(of: ticketID(request), before: before, limit: limit)
        return .json { json in
            json.array("entries") { json in
                for entry in history.page.entries {
                    json.object { json in
                        json.members(of: entry, kind: "type")
                        guard case .message(let message) = entry else { return }
                        json.member("telegram", ifPresent: history.topicStates[message.id]?.rawValue)
                    }
                }
            }
            json.member("has_more", history.page.hasMore)
            json.member("ticket", staff: history.ticket)
            json.member("cursor", history.cursor.description)
        }
    }

    /// `GET /api/admin/tickets/counts`
    func ticketCounts(_ request: Request, _ staff: Staff) throws -> Response {
        let counts = try desk.ticketCounts(agent: staff.agent?.id)
        return .json { json in
            json.object("counts") { json in
                json.member("all", counts[.all] ?? 0)
                json.member("open", counts[.open] ?? 0)
                json.member("answered", counts[.answered] ?? 0)
                json.member("closed", counts[.closed] ?? 0)
                json.member("archived", counts[.archived] ?? 0)
                json.member("mine", counts[.mine] ?? 0)
                json.member("unassigned", counts[.unassigned] ?? 0)
                json.member("unread", counts[.unread] ?? 0)
            }
        }
    }

    /// `GET /api/admin/assignees`
    func assignees(_ request: Request, _: Staff) throws -> Response {
        let agents = try desk.assignees()
        return .json { json in
            json.array("assignees") { json in
                for agent in agents { json.object { $0.members(of: agent) } }
            }
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
        if let agent = listing.assignee { object("assignee") { $0.members(of: agent) } }
        if let last = listing.lastAuthor {
            object("last_author") { json in
                json.member("author", last.author.rawValue)
                json.member("name", ifPresent: last.name)
                json.member("agent_id", ifPresent: last.agent?.description)
            }
        }
    }

    fileprivate mutating func members(of agent: Agent) {
        member("id", agent.id.description)
        member("name", agent.name)
    }

    /// A message or a note; the member `kind` says which of the two it is.
    mutating func members(of entry: StaffHistoryPage.Entry, kind: StaticString) {
        switch entry {
        case .message(let message):
            member(kind, "message")
            member("message", staff: message)
        case .note(let note):
            member(kind, "note")
            object("note") { $0.members(of: note) }
        }
    }
}
