/// A durable change with its number. Whoever follows a ticket sees its events in the order of their cursors.
public struct Event: Sendable, Equatable {
    public enum Change: Sendable, Equatable {
        case messageCreated(Message)
        case messageUpdated(Message)
        case ticketUpdated(Ticket)
        case read(by: Reader, upTo: MessageID)
    }

    public enum Reader: String, Sendable {
        case user, agent
    }

    public let cursor: Cursor
    public let ticket: TicketID
    /// The user whose ticket it is, and so the one user who may see the event.
    public let user: UserID
    public let change: Change

    public init(cursor: Cursor, ticket: TicketID, user: UserID, change: Change) {
        self.cursor = cursor
        self.ticket = ticket
        self.user = user
        self.change = change
    }
}

/// What a client has missed: events after its cursor, oldest first.
public struct EventPage: Sendable, Equatable {
    public let events: [Event]
    /// The cursor to resume from: this user may see nothing between the last event and it.
    public let cursor: Cursor
    /// Whether the page is full, and the next one should be asked for at once.
    public let hasMore: Bool

    public init(events: [Event], cursor: Cursor, hasMore: Bool) {
        self.events = events
        self.cursor = cursor
        self.hasMore = hasMore
    }
}

/// One window of a member of staff. The same person may have several.
public typealias ViewerID = Identifier<Viewer>

/// A member of staff who is looking at a ticket. Never stored.
public struct Viewer: Sendable, Equatable {
    public let id: ViewerID
    public let agent: AgentID?
    public let name: String?

    public init(id: ViewerID, agent: AgentID?, name: String?) {
        self.id = id
        self.agent = agent
        self.name = name
    }
}

/// Somebody is writing, or has stopped. Never stored, so it has no cursor.
public struct Typing: Sendable, Equatable {
    public let ticket: TicketID
    public let user: UserID
    public let author: Author
    public let isTyping: Bool
    /// The name of the member of staff who writes, as the user sees it.
    public let name: String?
    /// The window of the member of staff who writes.
    public let viewer: ViewerID?
    /// The agent whose window that is.
    public let agent: AgentID?

    public init(
        ticket: TicketID, user: UserID, author: Author, isTyping: Bool, name: String? = nil, viewer: ViewerID? = nil,
        agent: AgentID? = nil
    ) {
        self.name = name
        self.viewer = viewer
        self.agent = agent
        self.ticket = ticket
        self.user = user
        self.author = author
        self.isTyping = isTyping
    }
}
