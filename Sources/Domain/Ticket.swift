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
    /// How many messages of the staff the user has not read.
    public var unreadByUser: Int
    /// The newest message that is in the ticket's topic in Telegram.
    public var deliveredUpTo: MessageID
    public var lastMessage = MessageID(rawValue: 0)
    /// How many messages of the user no member of staff has read.
    public var unreadByAgents = 0
    /// The newest message that each side has read.
    public var readByUser = MessageID(rawValue: 0)
    public var readByAgents = MessageID(rawValue: 0)
    /// The agent whom it is assigned to.
    public var assignee: AgentID?
    /// Since when the user waits for the staff; nil while they don't.
    public var waitingSince: Timestamp?
    public var closedAt: Timestamp?
    public var archivedAt: Timestamp?
    public var rating: Rating?
    /// The newest message of which the user was told by e-mail, or was to be; nil if there was no mail.
    public var mailedUpTo: MessageID?
    /// Why that mail was refused; nil if it was not.
    public var mailRefusal: Mail.Refusal?

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

    /// The most UTF-16 code units of a subject.
    public static let longestSubject = 200
}

/// The status of a ticket: whose turn it is, or whether the ticket is over.
public enum TicketStatus: String, Sendable, CaseIterable {
    /// Waits for the staff.
    case open
    /// Waits for the user.
    case answered
    case closed
    /// Closed a while ago, and left out of the lists.
    case archived

    /// Whether either side has ended it.
    public var isClosed: Bool { self == .closed || self == .archived }

    /// The status after a new message: the user's opens the ticket, the staff's answers
    /// it, and a bot's changes nothing.
    public func after(messageFrom author: Author) -> TicketStatus {
        switch author {
        case .user: .open
        case .agent: .answered
        case .bot, .system: self
        }
    }
}
