public import Domain

/// Everything a browser may say over the live channel.
public enum ClientFrame: Sendable, Equatable {
    /// The first frame: the visitor's session, and the last change that the browser has seen.
    case auth(token: String, after: Cursor?)
    /// In the named ticket of the user's, or in the running conversation if none is named.
    case typing(Bool, ticket: TicketID? = nil)
    case read(upTo: MessageID, ticket: TicketID? = nil)
    case ping

    /// Reads one JSON object; an unknown type is an error.
    public init(_ json: [UInt8]) throws(DeskError) {
        let frame = try FrameMembers(json)
        switch frame.type {
        case "auth":
            guard let token = frame.token else { throw .unauthorized }
            self = .auth(token: token, after: try frame.cursor())
        case "typing": self = .typing(try frame.isTyping(), ticket: frame.ticket)
        case "read": self = .read(upTo: try frame.readUpTo(), ticket: frame.ticket)
        case "ping": self = .ping
        default: throw .invalid(.body)
        }
    }
}
