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

/// What a client missed: events after its cursor, oldest first.
public struct EventPage: Sendable, Equatable {
    public let events: [Event]
    /// Where to resume: nothing that this user may see lies between the last event and this.
    public let cursor: Cursor
    /// Whether the page is full and more follows at once.
    public let hasMore: Bool

    public init(events: [Event], cursor: Cursor, hasMore: Bool) {
        self.events = events
        self.cursor = cursor
        self.hasMore = hasMore
    }
}

/// Somebody is writing, or has stopped. Never stored: no cursor.
public struct Typing: Sendable, Equatable {
    public let ticket: TicketID
    public let user: UserID
    public let author: Author
    public let isTyping: Bool

    public init(ticket: TicketID, user: UserID, author: Author, isTyping: Bool) {
        self.ticket = ticket
        self.user = user
        self.author = author
        self.isTyping = isTyping
    }
}
