public import Domain
import JSON

/// Everything a member of staff's browser may say over the live channel.
public enum StaffFrame: Sendable, Equatable {
    /// The first frame: who it is, unless the handshake has said so, and what it has seen.
    case auth(token: String?, after: Cursor?)
    case typing(Bool, ticket: TicketID)
    /// Which ticket is on the screen; nil for none. Repeated while it stays there.
    case viewing(TicketID?)
    case read(ticket: TicketID, upTo: MessageID)
    case ping

    /// Reads one JSON object. Members that are not known are ignored; an unknown type is an error.
    public init(_ json: [UInt8]) throws(DeskError) {
        var type = ""
        var token: String?
        var after: String?
        var typing: Bool?
        var upTo: String?
        var ticketID: String?
        do {
            try JSONReader.object(json) { name, reader in
                switch name {
                case "type": type = try reader.string()
                case "token": token = try reader.optionalString()
                case "after": after = try reader.optionalString()
                case "typing": typing = try reader.bool()
                case "up_to": upTo = try reader.string()
                case "ticket_id": ticketID = try reader.optionalString()
                default: try reader.skip()
                }
            }
        } catch {
            throw .invalid(.body)
        }
        let ticket = ticketID.flatMap { TicketID($0) }
        if ticketID != nil, ticket == nil { throw .notFound }
        switch type {
        case "auth":
            let cursor = after.map { Cursor($0) }
            if case .some(.none) = cursor { throw .invalid(.after) }
            self = .auth(token: token, after: cursor ?? nil)
        case "typing":
            guard let typing else { throw .invalid(.typing) }
            guard let ticket else { throw .notFound }
            self = .typing(typing, ticket: ticket)
        case "viewing": self = .viewing(ticket)
        case "read":
            guard let message = upTo.flatMap({ MessageID($0) }) else { throw .invalid(.upTo) }
            guard let ticket else { throw .notFound }
            self = .read(ticket: ticket, upTo: message)
        case "ping": self = .ping
        default: throw .invalid(.body)
        }
    }
}
