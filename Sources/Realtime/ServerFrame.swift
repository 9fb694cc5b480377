public import Domain
import JSON

/// Everything a browser may hear over the live channel.
public enum ServerFrame: Sendable, Equatable {
    /// Everything missed before this moment has been sent.
    case ready(Cursor)
    case event(Event)
    case typing(Typing)
    case pong
    /// Sent before the server closes the socket.
    case error(DeskError)

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
                json.member("type", "typing")
                json.member("ticket_id", typing.ticket.description)
                json.member("author", typing.author.rawValue)
                json.member("typing", typing.isTyping)
            case .pong:
                json.member("type", "pong")
            case .error(let error):
                json.member("type", "error")
                json.object("error") { json in
                    json.member("code", error.code)
                    json.member("message", error.message)
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of event: Event) {
        switch event.change {
        case .messageCreated(let message):
            member("type", "message")
            member("cursor", event.cursor.description)
            member("message", message)
        case .messageUpdated(let message):
            member("type", "message_updated")
            member("cursor", event.cursor.description)
            member("message", message)
        case .ticketUpdated(let ticket):
            member("type", "ticket")
            member("cursor", event.cursor.description)
            member("ticket", ticket)
        case .read(let reader, let upTo):
            member("type", "read")
            member("cursor", event.cursor.description)
            member("ticket_id", event.ticket.description)
            member("by", reader.rawValue)
            member("up_to", upTo.description)
        }
    }
}
