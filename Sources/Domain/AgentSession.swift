/// A browser in which an agent is signed in.
public struct AgentSession: Sendable, Equatable {
    public let id: AgentSessionID
    public let agent: AgentID
    public let createdAt: Timestamp
    public let usedAt: Timestamp
    public let expiresAt: Timestamp
    /// The browser's `User-Agent`.
    public let userAgent: String?

    /// A session ends after this time without use: longer than a weekend.
    public static let idleLifetime = Duration.seconds(3 * 86_400)
    /// A session ends after this time, however much it is used.
    public static let lifetime = Duration.seconds(30 * 86_400)
    /// The same for an agent who signed in by Telegram: nobody tells this program when they leave the group.
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

    /// Whether neither its lifetime nor its idle lifetime is over.
    public func isValid(at now: Timestamp) -> Bool {
        now < expiresAt && now < usedAt.advanced(by: Self.idleLifetime)
    }
}

public typealias AgentSessionID = Identifier<AgentSession>
