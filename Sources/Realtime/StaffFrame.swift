public import Domain

/// Everything a browser of the staff may say over the live channel.
public enum StaffFrame: Sendable, Equatable {
    /// The first frame: the credentials, unless the handshake held them, and the last change that the browser has seen.
    case auth(token: String?, after: Cursor?)
    case typing(Bool, ticket: TicketID)
    /// The ticket that is on the screen; nil for none. Repeated while it stays there.
    case viewing(TicketID?)
    case read(ticket: TicketID, upTo: MessageID)
    case ping

    /// Reads one JSON object; an unknown type is an error.
    public init(_ json: [UInt8]) throws(DeskError) {
        let frame = try FrameMembers(json)
        switch frame.type {
        case "auth": self = .auth(token: frame.token, after: try frame.cursor())
        case "typing": self = .typing(try frame.isTyping(), ticket: try frame.requiredTicket())
        case "viewing": self = .viewing(frame.ticket)
        case "read": self = .read(ticket: try frame.requiredTicket(), upTo: try frame.readUpTo())
        case "ping": self = .ping
        default: throw .invalid(.body)
        }
    }
}
