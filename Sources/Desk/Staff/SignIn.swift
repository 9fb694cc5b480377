public import Domain
import Identity
import Logging
import Store

extension Desk {
    /// An agent signed in just now.
    public struct SignedIn: Sendable {
        public let account: AgentAccount
        /// What their browser keeps for its session.
        public let secret: StaffSecret
        /// What it keeps after that, to be known again: guesses from elsewhere do not lock it out.
        public let browser: StaffSecret
        /// How long the session lasts at most.
        public let lifetime: Duration
    }

    /// Signs an agent in. Whether the login is unknown, the account switched off, or password or code are wrong is told to
    /// nobody, not even by the time it takes.
    ///
    /// - Parameter code: Of the agent's app, or a recovery code, if the account has a second factor.
    public func signIn(
        _ attempt: Attempt, _ password: Password, code: String?, from visit: Visit
    ) async throws -> SignedIn {
        let known = try attempt.agent.flatMap { agent in try store.read { try $0.credentials(of: agent) } }
        let hash = known?.passwordHash.flatMap(PasswordHash.init(stored:))
        let isRight = try await passwords.check(
            password, hash ?? .impossible, from: attempt.place == nil ? visit.network : nil)
        guard isRight, let known, !known.account.isDisabled else { throw DeskError.signInRefused }
        let secrets = EntranceSecrets()
        let now = clock()
        let entered = try await store.write { [self] transaction in
            let agent = known.account.agent.id
            // The password was checked outside the transaction: it must still be the one.
            guard let present = try transaction.read.credentials(of: agent), !present.account.isDisabled,
                present.passwordHash == known.passwordHash
            else { throw DeskError.signInRefused }
            if present.account.hasSecondFactor {
                guard let code, !code.isEmpty else { throw DeskError.codeRequired }
                guard try use(code, of: agent, now: now, transaction) else { throw DeskError.signInRefused }
            }
            return try enter(agent, from: visit, secrets, now: now, transaction)
        }
        Log.staff.notice("signed in", metadata: ["agent": "\(entered.account.agent.id)"])
        return entered
    }

    /// Takes a code of the agent's app or a recovery code, each once. Returns whether it was right.
    func use(_ code: String, of agent: AgentID, now: Timestamp, _ transaction: Transaction) throws -> Bool {
        guard let factor = try transaction.read.secondFactor(of: agent), factor.isConfirmed else { return false }
        if let secret = installationKey.opened(factor, of: agent) {
            if let step = OneTimePassword.step(of: code, secret: secret, at: now, after: factor.lastStep) {
                try transaction.useStep(step, of: agent)
                return true
            }
        } else {
            Log.staff.error(
                "The second factor can't be opened: \(InstallationKey.fileName) is not this database's.",
                metadata: ["agent": "\(agent)"])
        }
        return try transaction.useRecoveryCode(hash: RecoveryCode(typed: code).hash, of: agent)
    }
}
