/// Something that has a place in the order of commits.
public protocol Numbered: Sendable {
    var cursor: Cursor { get }
}

extension Event: Numbered {}

/// A durable change as the staff see it: what users see too, and what only the staff may see.
public struct StaffEvent: Numbered, Equatable {
    public enum Change: Sendable, Equatable {
        /// A change that the ticket's user sees too.
        case shared(Event.Change)
        case noted(Note)
        /// The ticket has been assigned to somebody, or to nobody.
        case handled(Ticket)
        /// The user's name has changed, or the user was banned or unbanned.
        case userChanged(UserCard)
        /// The ticket is gone with all that was in it: its user was erased, or its time was over.
        case erased
    }

    public let cursor: Cursor
    public let ticket: TicketID
    public let change: Change

    public init(cursor: Cursor, ticket: TicketID, change: Change) {
        self.cursor = cursor
        self.ticket = ticket
        self.change = change
    }

    public init(_ event: Event) {
        self.init(cursor: event.cursor, ticket: event.ticket, change: .shared(event.change))
    }
}

/// What a member of staff has missed: events after a cursor, oldest first.
public struct StaffEventPage: Sendable, Equatable {
    public let events: [StaffEvent]
    public let cursor: Cursor
    public let hasMore: Bool

    public init(events: [StaffEvent], cursor: Cursor, hasMore: Bool) {
        self.events = events
        self.cursor = cursor
        self.hasMore = hasMore
    }
}

/// A user as the staff see them.
public struct UserCard: Sendable, Equatable {
    public let user: User
    public let isBanned: Bool

    public init(user: User, isBanned: Bool) {
        self.user = user
        self.isBanned = isBanned
    }
}
