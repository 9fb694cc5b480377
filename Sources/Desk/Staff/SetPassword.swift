public import Domain
import Logging
import Store

extension Desk {
    /// Sets the password of the agent for whom a link was made, and signs them in. The link
    /// works once; earlier sessions end.
    ///
    /// - Throws: ``DeskError/invitationExpired``
    public func setPassword(
        _ password: Password, invitation: StaffSecret, from visit: Visit
    ) async throws -> SignedIn {
        // Checked before the hashing, or anybody could cause that work.
        let invited = try store.read { try $0.invited(tokenHash: invitation.hash, now: clock()) }
        guard invited != nil else { throw DeskError.invitationExpired }
        let hash = try await passwords.hash(password)
        let secrets = EntranceSecrets()
        let now = clock()
        let entered = try await store.write { [self] transaction in
            guard let agent = try transaction.read.invited(tokenHash: invitation.hash, now: now) else {
                throw DeskError.invitationExpired
            }
            try transaction.setPasswordHash(hash.text, of: agent)
            try transaction.removeInvitation(of: agent)
            try transaction.endSessions(of: agent)
            return try enter(agent, from: visit, secrets, action: .passwordSet, now: now, transaction)
        }
        Log.staff.notice("password set by link", metadata: ["agent": "\(entered.account.agent.id)"])
        return entered
    }

    /// Changes the password of an agent who knows the present one. The agent's other sessions end.
    ///
    /// - Throws: ``DeskError/signInRefused`` if `current` is wrong.
    public func setPassword(
        _ password: Password, current: Password, session: AgentSession, by actor: StaffActor
    ) async throws {
        try await confirm(current, of: session.agent)
        let hash = try await passwords.hash(password)
        let now = clock()
        try await store.write { transaction in
            try transaction.setPasswordHash(hash.text, of: session.agent)
            try transaction.endSessions(of: session.agent, except: session.id)
            try transaction.audit(.passwordChanged, by: actor, now: now)
        }
        Log.staff.notice("password changed", metadata: ["agent": "\(session.agent)"])
    }

    /// Checks the password again before somebody changes how an account is protected.
    func confirm(_ password: Password, of agent: AgentID) async throws {
        let hash = try store.read { try $0.credentials(of: agent)?.passwordHash }.flatMap(PasswordHash.init(stored:))
        guard try await passwords.check(password, hash ?? .impossible, from: nil) else {
            throw DeskError.signInRefused
        }
    }
}

extension Transaction {
    func existing(_ agent: AgentID) throws -> AgentAccount {
        guard let account = try read.account(agent) else { throw DeskError.notFound }
        return account
    }
}
