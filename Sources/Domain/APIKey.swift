/// A key that a program shows.
public struct APIKey: Sendable, Equatable {
    public let id: APIKeyID
    public let name: String
    public let role: AgentRole
    public let createdAt: Timestamp
    /// Midnight UTC of the last day on which it was shown.
    public let lastUsedDay: Timestamp?

    public init(id: APIKeyID, name: String, role: AgentRole, createdAt: Timestamp, lastUsedDay: Timestamp?) {
        self.id = id
        self.name = name
        self.role = role
        self.createdAt = createdAt
        self.lastUsedDay = lastUsedDay
    }
}

public typealias APIKeyID = Identifier<APIKey>
