public import Domain
import Logging
import Store

extension Desk {
    /// Sets the password of whom a link was made for, and signs them in. The link works once; sessions that there were end.
    ///
    /// - Throws: ``DeskError/invitationExpired``
    public func setPassword(
        _ password: Password, invitation: StaffSecret, userAgent: String?
    ) async throws -> SignedIn {
        // Before the work, which would be anybody's otherwise.
        let invited = try store.read { try $0.invited(tokenHash: invitation.hash, now: clock()) }
        guard invited != nil else { throw DeskError.invitationExpired }
        let hash = try await passwords.hash(password)
        let secret = StaffSecret.random()
        let now = clock()
        let account = try await store.write { transaction in
            guard let agent = try transaction.read.invited(tokenHash: invitation.hash, now: now) else {
                throw DeskError.invitationExpired
            }
            try transaction.setPasswordHash(hash.text, of: agent)
            try transaction.removeInvitation(of: agent)
            try transaction.endSessions(of: agent)
            try transaction.openAgentSession(
                of: agent, tokenHash: secret.hash, userAgent: bounded(userAgent), now: now)
            return try transaction.existing(agent)
        }
        Log.staff.notice("password set by link", metadata: ["agent": "\(account.agent.id)"])
        return SignedIn(account: account, secret: secret)
    }

    /// Replaces a password by whoever knows it. The agent's other sessions end.
    ///
    /// - Throws: ``DeskError/signInRefused`` if `current` is wrong.
    public func setPassword(_ password: Password, current: Password, session: AgentSession) async throws {
        try await confirm(current, of: session.agent)
        let hash = try await passwords.hash(password)
        try await store.write { transaction in
            try transaction.setPasswordHash(hash.text, of: session.agent)
            try transaction.endSessions(of: session.agent, except: session.id)
        }
        Log.staff.notice("password changed", metadata: ["agent": "\(session.agent)"])
    }

    /// Whoever changes how an account is protected shows once more that it is theirs.
    func confirm(_ password: Password, of agent: AgentID) async throws {
        let login = try store.read { try $0.account(agent)?.login }
        let stored = try login.flatMap { login in try store.read { try $0.credentials(login: login) } }
        let hash = stored?.passwordHash.flatMap(PasswordHash.init(stored:))
        guard try await passwords.check(password, hash ?? .impossible) else { throw DeskError.signInRefused }
    }
}

extension Transaction {
    func existing(_ agent: AgentID) throws -> AgentAccount {
        guard let account = try read.account(agent) else { throw DeskError.notFound }
        return account
    }
}
