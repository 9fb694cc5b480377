/// One conversation with a status.
public struct Ticket: Sendable, Equatable {
    public enum Kind: String, Sendable {
        /// The widget's running conversation.
        case chat
        /// Opened in the cabinet, with a subject.
        case ticket
    }

    public let id: TicketID
    public let user: UserID
    public let kind: Kind
    public var status: TicketStatus
    public let subject: String?
    public let createdAt: Timestamp
    public var lastMessageAt: Timestamp?
    public var lastMessagePreview: String?
    /// Messages of the staff that the user has not read.
    public var unreadByUser: Int
    /// The newest message that the staff's topic shows.
    public var deliveredUpTo: MessageID
    public var lastMessage = MessageID(rawValue: 0)
    /// Messages of the user that no member of staff has read.
    public var unreadByAgents = 0
    /// The newest message that each side has read.
    public var readByUser = MessageID(rawValue: 0)
    public var readByAgents = MessageID(rawValue: 0)
    /// Who took it.
    public var assignee: AgentID?
    /// Since when the user waits for the staff; nil while they don't.
    public var waitingSince: Timestamp?
    public var closedAt: Timestamp?
    public var archivedAt: Timestamp?
    public var rating: Rating?

    public init(
        id: TicketID, user: UserID, kind: Kind, status: TicketStatus, subject: String?, createdAt: Timestamp,
        lastMessageAt: Timestamp?, lastMessagePreview: String?, unreadByUser: Int, deliveredUpTo: MessageID
    ) {
        self.id = id
        self.user = user
        self.kind = kind
        self.status = status
        self.subject = subject
        self.createdAt = createdAt
        self.lastMessageAt = lastMessageAt
        self.lastMessagePreview = lastMessagePreview
        self.unreadByUser = unreadByUser
        self.deliveredUpTo = deliveredUpTo
    }

    /// UTF-16 code units of a subject.
    public static let longestSubject = 200
}

public enum TicketStatus: String, Sendable, CaseIterable {
    /// Waits for the staff.
    case open
    /// Waits for the user.
    case answered
    case closed
    /// Closed a while ago, and out of the lists.
    case archived

    /// Whether either side has said that it is done.
    public var isClosed: Bool { self == .closed || self == .archived }

    /// What a new message makes of a ticket: the user's opens it, the staff's answers it, a machine's changes nothing.
    public func after(messageFrom author: Author) -> TicketStatus {
        switch author {
        case .user: .open
        case .agent: .answered
        case .bot, .system: self
        }
    }
}
