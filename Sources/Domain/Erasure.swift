/// A person of whom everything was removed, or is to be. It says nothing of who that was.
public struct Erasure: Sendable, Equatable {
    public let id: ErasureID
    public let user: UserID
    public let requestedAt: Timestamp
    /// When the database no longer had them; nil while it has.
    public let erasedAt: Timestamp?
    /// When no byte of them was left in the data folder; nil while some may be.
    public let purgedAt: Timestamp?
    public let removed: RemovedData

    public init(
        id: ErasureID, user: UserID, requestedAt: Timestamp, erasedAt: Timestamp?, purgedAt: Timestamp?,
        removed: RemovedData
    ) {
        self.id = id
        self.user = user
        self.requestedAt = requestedAt
        self.erasedAt = erasedAt
        self.purgedAt = purgedAt
        self.removed = removed
    }
}

public typealias ErasureID = Identifier<Erasure>

/// How much was removed with tickets.
public struct RemovedData: Sendable, Equatable {
    public var tickets = 0
    public var messages = 0
    public var notes = 0
    public var files = 0

    public init(tickets: Int = 0, messages: Int = 0, notes: Int = 0, files: Int = 0) {
        self.tickets = tickets
        self.messages = messages
        self.notes = notes
        self.files = files
    }
}

/// What is stored of a person, in numbers.
public struct Holdings: Sendable, Equatable {
    public let user: User
    public let stored: RemovedData
    /// Browsers in which they are signed in, or known by a session.
    public let sessions: Int
    /// Topics in the staff's group.
    public let topics: Int

    public init(user: User, stored: RemovedData, sessions: Int, topics: Int) {
        self.user = user
        self.stored = stored
        self.sessions = sessions
        self.topics = topics
    }
}
