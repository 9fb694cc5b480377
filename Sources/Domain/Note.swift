/// A line of the staff's for colleagues. Another type than a message, in another table, so that no query of a
/// visitor's can reach it.
public struct Note: Sendable, Equatable {
    /// The number of the event that tells of it, so that notes and messages sort together.
    public let id: NoteID
    public let ticket: TicketID
    public let agent: AgentID?
    public let authorName: String?
    public let text: String
    public let createdAt: Timestamp
    /// The id that the sending client made up; a repeat with it by the same agent is the same note.
    public let clientID: String?

    public init(
        id: NoteID, ticket: TicketID, agent: AgentID?, authorName: String?, text: String, createdAt: Timestamp,
        clientID: String? = nil
    ) {
        self.id = id
        self.ticket = ticket
        self.agent = agent
        self.authorName = authorName
        self.text = text
        self.createdAt = createdAt
        self.clientID = clientID
    }
}
