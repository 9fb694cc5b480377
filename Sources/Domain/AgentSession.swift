/// A browser in which an agent is signed in.
public struct AgentSession: Sendable, Equatable {
    public let id: AgentSessionID
    public let agent: AgentID
    public let createdAt: Timestamp
    public let usedAt: Timestamp
    public let expiresAt: Timestamp
    /// What the browser says it is.
    public let userAgent: String?

    /// After this without use a session ends: longer than a weekend.
    public static let idleLifetime = Duration.seconds(3 * 86_400)
    /// After this it ends in any case.
    public static let lifetime = Duration.seconds(30 * 86_400)
    /// The same for who signed in by Telegram, since nobody tells when they leave the group.
    public static let telegramLifetime = Duration.seconds(86_400)

    public init(
        id: AgentSessionID, agent: AgentID, createdAt: Timestamp, usedAt: Timestamp, expiresAt: Timestamp,
        userAgent: String?
    ) {
        self.id = id
        self.agent = agent
        self.createdAt = createdAt
        self.usedAt = usedAt
        self.expiresAt = expiresAt
        self.userAgent = userAgent
    }

    public func isValid(at now: Timestamp) -> Bool {
        now < expiresAt && now < usedAt.advanced(by: Self.idleLifetime)
    }
}

public typealias AgentSessionID = Identifier<AgentSession>
