/// A key by which a program calls the API.
public struct APIKey: Sendable, Equatable {
    public let id: APIKeyID
    public let name: String
    /// The role it was made for; see ``presentRole``.
    public let role: AgentRole
    /// Who made it; nil for the operator.
    public let maker: Maker?
    public let createdAt: Timestamp
    /// The last day on which it was used, as midnight UTC.
    public let lastUsedDay: Timestamp?

    /// Who made a key, with their role as it is now.
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

    /// What the key may do now: never more than the agent who made it. Nil while that agent is disabled.
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
