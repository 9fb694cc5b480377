public import Domain
import JSON

/// Everything a browser may be told over the live channel.
public enum ServerFrame: Sendable, Equatable {
    /// Everything the client had missed has been sent.
    case ready(Cursor)
    case event(Event)
    case typing(Typing)
    case pong
    /// Sent before the server closes the socket.
    case error(code: String, message: String)
    // To the staff only.
    case staffReady(Cursor, ViewerID)
    case staff(StaffEvent)
    case staffTyping(Typing)
    case viewing(TicketID, [Viewer])

    /// The frame as one JSON object.
    public func encoded() -> [UInt8] {
        JSONWriter.object { json in
            switch self {
            case .ready(let cursor):
                json.member("type", "ready")
                json.member("cursor", cursor.description)
            case .event(let event):
                json.members(of: event)
            case .typing(let typing):
                json.members(of: typing)
            case .staffReady(let cursor, let viewer):
                json.member("type", "ready")
                json.member("cursor", cursor.description)
                json.member("viewer", viewer.description)
            case .staff(let event):
                json.members(of: event)
            case .staffTyping(let typing):
                json.members(of: typing)
                json.member("agent_id", ifPresent: typing.agent?.description)
                json.member("viewer", ifPresent: typing.viewer?.description)
            case .viewing(let ticket, let viewers):
                json.member("type", "viewing")
                json.member("ticket_id", ticket.description)
                json.array("viewers") { json in
                    for viewer in viewers {
                        json.object { json in
                            json.member("viewer", viewer.id.description)
                            json.member("agent_id", ifPresent: viewer.agent?.description)
                            json.member("name", ifPresent: viewer.name)
                        }
                    }
                }
            case .pong:
                json.member("type", "pong")
            case .error(let code, let message):
                json.member("type", "error")
                json.object("error") { json in
                    json.member("code", code)
                    json.member("message", message)
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of typing: Typing) {
        member("type", "typing")
        member("ticket_id", typing.ticket.description)
        member("author", typing.author.rawValue)
        member("author_name", ifPresent: typing.name)
        member("typing", typing.isTyping)
    }

    fileprivate mutating func members(of event: Event) {
        if case .ticketUpdated(let ticket) = event.change {
            member("type", "ticket")
            member("cursor", event.cursor.description)
            member("ticket", ticket)
        } else {
            members(of: event.change, in: event.ticket, event.cursor)
        }
    }

    fileprivate mutating func members(of event: StaffEvent) {
        switch event.change {
        case .shared(.ticketUpdated(let ticket)), .handled(let ticket):
            member("type", "ticket")
            member("cursor", event.cursor.description)
            member("ticket", staff: ticket)
        case .shared(.messageCreated(let message)):
            member("type", "message")
            member("cursor", event.cursor.description)
            member("message", staff: message)
        case .shared(.messageUpdated(let message)):
            member("type", "message_updated")
            member("cursor", event.cursor.description)
            member("message", staff: message)
        case .shared(let change):
            members(of: change, in: event.ticket, event.cursor)
        case .noted(let note):
            member("type", "note")
            member("cursor", event.cursor.description)
            object("note") { $0.members(of: note) }
        case .userChanged(let card):
            member("type", "user")
            member("cursor", event.cursor.description)
            member("user", card)
        case .erased:
            member("type", "erased")
            member("cursor", event.cursor.description)
            member("ticket_id", event.ticket.description)
        }
    }

    /// The members that are the same for both sides. Tickets are not among them: users and staff see them differently.
    private mutating func members(of change: Event.Change, in ticket: TicketID, _ cursor: Cursor) {
        switch change {
        case .ticketUpdated: break
        case .messageCreated(let message):
            member("type", "message")
            member("cursor", cursor.description)
            member("message", message)
        case .messageUpdated(let message):
            member("type", "message_updated")
            member("cursor", cursor.description)
            member("message", message)
        case .read(let reader, let upTo):
            member("type", "read")
            member("cursor", cursor.description)
            member("ticket_id", ticket.description)
            member("by", reader.rawValue)
            member("up_to", upTo.description)
        }
    }
}
