import Domain
import JSON

/// The members of a frame from a browser, a visitor's or a member of staff's. Unknown members are ignored, so that
/// newer pages can talk to older servers.
struct FrameMembers {
    private(set) var type = ""
    private(set) var token: String?
    /// The ticket that the frame is about; nil if it does not say.
    private(set) var ticket: TicketID?
    private var after: String?
    private var typing: Bool?
    private var upTo: String?

    /// Reads one JSON object.
    init(_ json: [UInt8]) throws(DeskError) {
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
        ticket = ticketID.flatMap { TicketID($0) }
        if ticketID != nil, ticket == nil { throw .notFound }
    }

    /// The cursor to resume from; nil to begin with the present.
    func cursor() throws(DeskError) -> Cursor? {
        guard let after else { return nil }
        guard let cursor = Cursor(after) else { throw .invalid(.after) }
        return cursor
    }

    func isTyping() throws(DeskError) -> Bool {
        guard let typing else { throw .invalid(.typing) }
        return typing
    }

    func readUpTo() throws(DeskError) -> MessageID {
        guard let message = upTo.flatMap({ MessageID($0) }) else { throw .invalid(.upTo) }
        return message
    }

    func requiredTicket() throws(DeskError) -> TicketID {
        guard let ticket else { throw .notFound }
        return ticket
    }
}
