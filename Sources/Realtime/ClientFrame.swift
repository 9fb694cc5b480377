public import Domain
import JSON

/// Everything a browser may say over the live channel.
public enum ClientFrame: Sendable, Equatable {
    /// The first frame: who it is, and what it has seen.
    case auth(token: String, after: Cursor?)
    /// In a ticket of the user's; without one, in the running conversation.
    case typing(Bool, ticket: TicketID? = nil)
    case read(upTo: MessageID, ticket: TicketID? = nil)
    case ping

    /// Reads one JSON object. Members that are not known are ignored, so that newer clients can talk to older servers;
    /// an unknown type is an error.
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
                case "token": token = try reader.string()
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
            guard let token else { throw .unauthorized }
            let cursor = after.map { Cursor($0) }
            if case .some(.none) = cursor { throw .invalid(.after) }
            self = .auth(token: token, after: cursor ?? nil)
        case "typing":
            guard let typing else { throw .invalid(.typing) }
            self = .typing(typing, ticket: ticket)
        case "read":
            guard let message = upTo.flatMap({ MessageID($0) }) else { throw .invalid(.upTo) }
            self = .read(upTo: message, ticket: ticket)
        case "ping": self = .ping
        default: throw .invalid(.body)
        }
    }
}
