/// A key that a program shows.
public struct APIKey: Sendable, Equatable {
    public let id: APIKeyID
    public let name: String
    /// What it was made for; see ``presentRole``.
    public let role: AgentRole
    /// Nil if the operator made it.
    public let maker: Maker?
    public let createdAt: Timestamp
    /// Midnight UTC of the last day on which it was shown.
    public let lastUsedDay: Timestamp?

    /// Whose key it is, as they are now.
    public struct Maker: Sendable, Equatable {
        public let agent: Agent
        public let role: AgentRole
        public let isDisabled: Bool

        public init(agent: Agent, role: AgentRole, isDisabled: Bool) {
            self.agent = agent
            self.role = role
            self.isDisabled = isDisabled
        }
    }

    /// A key may do nothing that whoever made it may not do now; nil while they may do nothing.
    public var presentRole: AgentRole? {
        guard let maker else { return role }
        if maker.isDisabled { return nil }
        return maker.role == .admin ? role : .agent
    }

    public init(
        id: APIKeyID, name: String, role: AgentRole, maker: Maker?, createdAt: Timestamp, lastUsedDay: Timestamp?
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.maker = maker
        self.createdAt = createdAt
        self.lastUsedDay = lastUsedDay
    }
}

public typealias APIKeyID = Identifier<APIKey>
