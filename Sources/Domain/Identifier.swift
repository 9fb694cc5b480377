/// The key of an `Entity`: an integer in the store, and an opaque string for clients.
public struct Identifier<Entity>: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Reads what `description` wrote. Nil for anything else, even for another spelling of the same number.
    public init?(_ text: some StringProtocol) {
        guard let value = Int64(text), value > 0, String(value) == text else { return nil }
        rawValue = value
    }

    public var description: String { String(rawValue) }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

public typealias UserID = Identifier<User>
public typealias SessionID = Identifier<Session>
public typealias TicketID = Identifier<Ticket>
public typealias MessageID = Identifier<Message>
public typealias AgentID = Identifier<Agent>
public typealias NoteID = Identifier<Note>
public typealias CannedReplyID = Identifier<CannedReply>
