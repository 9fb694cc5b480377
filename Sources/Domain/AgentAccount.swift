/// What a member of staff may do.
public enum AgentRole: String, Sendable, CaseIterable {
    /// Answers visitors.
    case agent
    /// Also manages agents, keys and the connection to Telegram.
    case admin
}

/// A member of staff as administrators see them in the panel.
public struct AgentAccount: Sendable, Equatable {
    public let agent: Agent
    /// What they sign in with, in small letters; nil for an agent who is known only from Telegram.
    public let login: String?
    public let role: AgentRole
    public let isDisabled: Bool
    public let hasPassword: Bool
    public let hasSecondFactor: Bool
    public let telegramUser: Int64?
    public let createdAt: Timestamp

    public init(
        agent: Agent, login: String?, role: AgentRole, isDisabled: Bool, hasPassword: Bool, hasSecondFactor: Bool,
        telegramUser: Int64?, createdAt: Timestamp
    ) {
        self.agent = agent
        self.login = login
        self.role = role
        self.isDisabled = isDisabled
        self.hasPassword = hasPassword
        self.hasSecondFactor = hasSecondFactor
        self.telegramUser = telegramUser
        self.createdAt = createdAt
    }
}
