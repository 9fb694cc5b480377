public import Domain
import Identity
import Logging
import Store

extension Desk {
    /// An agent signed in just now, and the secret that their browser keeps.
    public struct SignedIn: Sendable {
        public let account: AgentAccount
        public let secret: StaffSecret
    }

    /// Signs an agent in. Whether the name is unknown, the account switched off, or password or code are wrong is told to
    /// nobody, not even by the time it takes.
    ///
    /// - Parameter code: Of the agent's app, or a recovery code, if the account has a second factor.
    public func signIn(
        _ name: String, _ password: Password, code: String?, userAgent: String?
    ) async throws -> SignedIn {
        let login = (try? AgentName(name))?.login
        let known = try login.flatMap { login in try store.read { try $0.credentials(login: login) } }
        let hash = known?.passwordHash.flatMap(PasswordHash.init(stored:))
        let isRight = try await passwords.check(password, hash ?? .impossible)
        guard isRight, let known, !known.account.isDisabled else { throw DeskError.signInRefused }
        let secret = StaffSecret.random()
        let now = clock()
        let account = try await store.write { transaction in
            let agent = known.account.agent.id
            // The password was checked outside the transaction: it must still be the one.
            guard let account = try transaction.read.account(agent), !account.isDisabled, let login,
                try transaction.read.credentials(login: login)?.passwordHash == known.passwordHash
            else { throw DeskError.signInRefused }
            if account.hasSecondFactor {
                guard let code, !code.isEmpty else { throw DeskError.codeRequired }
                guard try transaction.use(code, of: agent, now: now) else { throw DeskError.signInRefused }
            }
            try transaction.openAgentSession(
                of: agent, tokenHash: secret.hash, userAgent: bounded(userAgent), now: now)
            return account
        }
        Log.staff.notice("signed in", metadata: ["agent": "\(account.agent.id)"])
        return SignedIn(account: account, secret: secret)
    }
}

/// What a browser says of itself, within the limit of everything that a browser says.
func bounded(_ userAgent: String?) -> String? { VisitorContext(userAgent: userAgent).userAgent }

extension Transaction {
    /// Takes a code of the agent's app or a recovery code, each once. Returns whether it was right.
    func use(_ code: String, of agent: AgentID, now: Timestamp) throws -> Bool {
        guard let factor = try read.secondFactor(of: agent), factor.isConfirmed else { return false }
        if let step = OneTimePassword.step(of: code, secret: factor.secret, at: now, after: factor.lastStep) {
            try useStep(step, of: agent)
            return true
        }
        return try useRecoveryCode(hash: RecoveryCode(typed: code).hash, of: agent)
    }
}
