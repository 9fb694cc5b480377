import Crypto
public import Domain
import Logging
import Store

/// A link by which an agent sets a password. It is shown only once.
public struct Invitation: Sendable {
    public let account: AgentAccount
    public let secret: StaffSecret
    public let expiresAt: Timestamp

    /// Long enough for somebody in another time zone, and short enough for a link that stays in a mailbox.
    public static let lifetime = Duration.seconds(86_400)

    /// The address of the link. The secret stands behind `#`, so that no server's log contains it.
    public func address(at publicURL: String) -> String { "\(publicURL)/admin#invitation=\(secret.text)" }
}

extension Desk {
    /// Makes an account, and a link by which its agent sets a password.
    ///
    /// - Parameter login: What they sign in with; nil for a random word.
    /// - Throws: ``DeskError/nameTaken``, ``DeskError/loginTaken``, ``DeskError/loginIsName``
    public func addAgent(
        _ name: AgentName, login: AgentLogin? = nil, role: AgentRole, by actor: StaffActor
    ) async throws -> Invitation {
        let login = try login ?? .random()
        return try await invite { transaction, now in
            let agent = try transaction.makeAccount(name, login: login, role: role, now: now)
            let account = try transaction.existing(agent)
            try transaction.audit(
                .agentAdded, of: .agent(account.agent), detail: role.rawValue, by: actor, now: now)
            return agent
        }
    }

    /// Closes every way into the account, and makes a link by which its agent starts again: for somebody who has lost
    /// the account, or had it stolen. Password, second factor, sessions, API keys, known browsers and the link with
    /// Telegram are removed. An agent who is known only from Telegram gets an account with their name there and a
    /// random login. Telegram is the only proof of who they are, so for them that link stays.
    ///
    /// - Throws: ``DeskError/notFound``, ``DeskError/nameTaken``
    public func resetAgent(_ agent: AgentID, by actor: StaffActor) async throws -> Invitation {
        let login = try AgentLogin.random()
        return try await invite { transaction, now in
            let account = try transaction.existing(agent)
            try transaction.audit(.agentReset, of: .agent(account.agent), by: actor, now: now)
            if account.login == nil {
                try transaction.rename(agent, to: try AgentName(account.agent.name))
                try transaction.setLogin(login, of: agent)
            }
            if account.hasPassword { try transaction.unlinkTelegram(agent) }
            try transaction.removeAPIKeys(of: agent)
            try transaction.forgetPlaces(of: agent)
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

    /// An administrator's changes to an account; nil leaves a property as it is.
    public struct AccountChange: Sendable {
        public var name: AgentName?
        public var login: AgentLogin?
        public var role: AgentRole?
        public var isDisabled: Bool?

        public init(
            name: AgentName? = nil, login: AgentLogin? = nil, role: AgentRole? = nil, isDisabled: Bool? = nil
        ) {
            self.name = name
            self.login = login
            self.role = role
            self.isDisabled = isDisabled
        }
    }

    /// - Throws: ``DeskError/notFound``, ``DeskError/nameTaken``, ``DeskError/loginTaken``, ``DeskError/loginIsName``
    @discardableResult
    public func change(
        _ agent: AgentID, _ change: AccountChange, by actor: StaffActor
    ) async throws -> AgentAccount {
        let now = clock()
        let madeUp = try AgentLogin.random()
        return try await store.write { transaction in
            let account = try transaction.existing(agent)
            if let name = change.name { try transaction.rename(agent, to: name) }
            // An agent without a login has the name that Telegram gives, and it changes with it. A chosen
            // name needs an account with a login.
            let login = change.login ?? (change.name != nil && account.login == nil ? madeUp : nil)
            if let login { try transaction.setLogin(login, of: agent) }
            if let role = change.role { try transaction.setRole(role, of: agent) }
            if let isDisabled = change.isDisabled {
                try transaction.setDisabled(isDisabled, agent: agent, now: now)
            }
            let changed = try transaction.existing(agent)
            for (action, detail) in AuditAction.changes(from: account, to: changed) {
                try transaction.audit(action, of: .agent(changed.agent), detail: detail, by: actor, now: now)
            }
            return changed
        }
    }

    /// The most agents in one list. More are not one team.
    public static let agentLimit = 1000

    /// The accounts, at most ``agentLimit``.
    public func agents() throws -> [AgentAccount] { try store.read { try $0.accounts(limit: Self.agentLimit) } }

    /// When agents who are signed in last used the panel.
    public func lastSeen() throws -> [AgentID: Timestamp] { try store.read { try $0.lastSeen() } }
}

extension AuditAction {
    /// What makes an account from another, each with what the log adds. A login stays out of it: it is an address to many.
    fileprivate static func changes(
        from before: AgentAccount, to after: AgentAccount
    ) -> [(AuditAction, detail: String?)] {
        var changes: [(AuditAction, detail: String?)] = []
        if before.agent.name != after.agent.name { changes.append((.agentRenamed, before.agent.name)) }
        if before.login != after.login { changes.append((.loginChanged, nil)) }
        if before.role != after.role { changes.append((.roleChanged, after.role.rawValue)) }
        if before.isDisabled != after.isDisabled {
            changes.append((after.isDisabled ? .agentDisabled : .agentEnabled, nil))
        }
        return changes
    }
}

extension AgentLogin {
    /// A login that can't be guessed: 30 random bits, such as `agent-7k3f9q`.
    static func random() throws(DeskError) -> AgentLogin {
        try AgentLogin("agent-" + crockford32(randomBytes(4)).prefix(6))
    }
}
