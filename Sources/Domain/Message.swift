/// Who wrote a message.
public enum Author: String, Sendable, CaseIterable {
    case user, agent, bot, system

    /// Whether messages of this author count as unread for the user.
    public var isSupport: Bool { self == .agent || self == .bot }
}

/// A message as both sides see it. Internal notes have a type of their own.
public struct Message: Sendable, Equatable {
    /// Equals the cursor of the change that created the message, so messages sort by id.
    public let id: MessageID
    public let ticket: TicketID
    public let author: Author
    public let authorName: String?
    /// Which agent wrote it; only the staff see this. A name would not do: several agents
    /// may share one, and names change.
    public let agent: AgentID?
    public let text: String
    public let createdAt: Timestamp
    public let editedAt: Timestamp?
    /// The id that the sending client gave it. A repeated send with the same id is the same message.
    public let clientID: String?
    public let replyTo: MessageID?
    /// Formatted parts of the text.
    public let spans: [TextSpan]
    /// The staff have deleted it; then the text is empty.
    public let isDeleted: Bool
    /// The reactions of the staff to it.
    public let reactions: [Reaction]
    public let attachments: [Attachment]

    public init(
        id: MessageID, ticket: TicketID, author: Author, authorName: String?, agent: AgentID? = nil, text: String,
        createdAt: Timestamp, editedAt: Timestamp?, clientID: String?, replyTo: MessageID?, spans: [TextSpan] = [],
        isDeleted: Bool = false, reactions: [Reaction] = [], attachments: [Attachment] = []
    ) {
        self.id = id
        self.ticket = ticket
        self.author = author
        self.authorName = authorName
        self.agent = agent
        self.text = text
        self.createdAt = createdAt
        self.editedAt = editedAt
        self.clientID = clientID
        self.replyTo = replyTo
        self.spans = spans
        self.isDeleted = isDeleted
        self.reactions = reactions
        self.attachments = attachments
    }

    public var cursor: Cursor { Cursor(rawValue: id.rawValue) }

    /// What lists show of the message: its text, or its first file if it has no text.
    public var preview: String { text.isEmpty ? attachments.first?.summary ?? "" : text }
}
