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
    public let status: TicketStatus
    public let subject: String?
    public let createdAt: Timestamp
    public let lastMessageAt: Timestamp?
    public let lastMessagePreview: String?
    /// Messages of the staff that the user has not read.
    public let unreadByUser: Int
    /// The newest message that the staff's topic shows.
    public let deliveredUpTo: MessageID

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

    /// Characters (Unicode scalars) of the last message that lists show.
    public static let previewLength = 120

    /// The ticket once `message` is its last one: what the store's trigger makes of it too.
    public func after(_ message: Message) -> Ticket {
        Ticket(
            id: id, user: user, kind: kind, status: status.after(messageFrom: message.author), subject: subject,
            createdAt: createdAt, lastMessageAt: message.createdAt,
            lastMessagePreview: message.preview.prefix(scalars: Self.previewLength),
            unreadByUser: unreadByUser + (message.author.isSupport ? 1 : 0), deliveredUpTo: deliveredUpTo)
    }
}

public enum TicketStatus: String, Sendable, CaseIterable {
    /// Waits for the staff.
    case open
    /// Waits for the user.
    case answered
    case closed

    /// What a new message makes of a ticket: the user's opens it, the staff's answers it, a machine's changes nothing.
    public func after(messageFrom author: Author) -> TicketStatus {
        switch author {
        case .user: .open
        case .agent: .answered
        case .bot, .system: self
        }
    }
}
