public import Domain
import Logging
import Store

/// A link with which an agent sets a password; told once.
public struct Invitation: Sendable {
    public let account: AgentAccount
    public let secret: StaffSecret
    public let expiresAt: Timestamp

    /// Long enough for somebody in another time zone, short enough for a link that lies in a mailbox.
    public static let lifetime = Duration.seconds(86_400)

    /// Where the panel takes it. The secret stands behind `#`, so that no server's log sees it.
    public func address(at publicURL: String) -> String { "\(publicURL)/admin#invitation=\(secret.text)" }
}

extension Desk {
    /// Makes an account, and a link for its agent.
    ///
    /// - Throws: ``DeskError/nameTaken``
    public func addAgent(_ name: AgentName, role: AgentRole) async throws -> Invitation {
        try await invite { transaction, now in try transaction.makeAccount(name, role: role, now: now) }
    }

    /// Takes password, second factor and sessions away, and makes a link to begin anew with: for who has lost them, or had
    /// them stolen. Who is known from Telegram only gets an account by it, with the name they have there.
    ///
    /// - Throws: ``DeskError/notFound``, ``DeskError/nameTaken``
    public func resetAgent(_ agent: AgentID) async throws -> Invitation {
        try await invite { transaction, _ in
            let account = try transaction.existing(agent)
            if account.login == nil { try transaction.rename(agent, to: try AgentName(account.agent.name)) }
            try transaction.setPasswordHash(nil, of: agent)
            try transaction.removeSecondFactor(of: agent)
            try transaction.endSessions(of: agent)
            return agent
        }
    }

    private func invite(
        _ choose: @escaping @Sendable (Transaction, Timestamp) throws -> AgentID
    ) async throws -> Invitation {
        let secret = StaffSecret.random()
        let now = clock()
        let expiresAt = now.advanced(by: Invitation.lifetime)
        let account = try await store.write { transaction in
            let agent = try choose(transaction, now)
            try transaction.setInvitation(tokenHash: secret.hash, agent: agent, expiresAt: expiresAt)
            return try transaction.existing(agent)
        }
        Log.staff.notice("invited", metadata: ["agent": "\(account.agent.id)"])
        return Invitation(account: account, secret: secret, expiresAt: expiresAt)
    }

    /// What an administrator changes of an account; what is nil stays.
    public struct AccountChange: Sendable {
        public var name: AgentName?
        public var role: AgentRole?
        public var isDisabled: Bool?

        public init(name: AgentName? = nil, role: AgentRole? = nil, isDisabled: Bool? = nil) {
            self.name = name
            self.role = role
            self.isDisabled = isDisabled
        }
    }

    /// - Throws: ``DeskError/notFound``, ``DeskError/nameTaken``
    @discardableResult
    public func change(_ agent: AgentID, _ change: AccountChange) async throws -> AgentAccount {
        let now = clock()
        return try await store.write { transaction in
            _ = try transaction.existing(agent)
            if let name = change.name { try transaction.rename(agent, to: name) }
            if let role = change.role { try transaction.setRole(role, of: agent) }
            if let isDisabled = change.isDisabled {
                try transaction.setDisabled(isDisabled, agent: agent, now: now)
            }
            return try transaction.existing(agent)
        }
    }

    /// Agents shown at once; a team of more is not one team.
    public static let agentLimit = 1000

    public func agents() throws -> [AgentAccount] { try store.read { try $0.accounts(limit: Self.agentLimit) } }

    /// When agents who are signed in used the panel last.
    public func lastSeen() throws -> [AgentID: Timestamp] { try store.read { try $0.lastSeen() } }
}
