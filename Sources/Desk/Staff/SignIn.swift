public import Domain
import Identity
import Logging
import Store

extension Desk {
    /// The result of a sign-in.
    public struct SignedIn: Sendable {
        public let account: AgentAccount
        /// The secret of the session, which the browser stores.
        public let secret: StaffSecret
        /// A secret that the browser keeps after the session, to be recognised. So guesses
        /// from elsewhere do not lock it out.
        public let browser: StaffSecret
        /// The longest time that the session can last.
        public let lifetime: Duration
    }

    /// Signs an agent in. The answer, and the time that it takes, do not tell whether the login is unknown, the account
    /// disabled, or the password or code wrong.
    ///
    /// - Parameter code: A code of the agent's app or a recovery code, if the account has a second factor.
    public func signIn(
        _ attempt: Attempt, _ password: Password, code: String?, from visit: Visit
    ) async throws -> SignedIn {
        let entered = try await counted(attempt.agent, from: visit) {
            try await enter(attempt, password, code: code, from: visit)
        }
        Log.staff.notice("signed in", metadata: ["agent": "\(entered.account.agent.id)"])
        return entered
    }

    private func enter(
        _ attempt: Attempt, _ password: Password, code: String?, from visit: Visit
    ) async throws -> SignedIn {
        let known = try attempt.agent.flatMap { agent in try store.read { try $0.credentials(of: agent) } }
        let hash = known?.passwordHash.flatMap(PasswordHash.init(stored:))
        let isRight = try await passwords.check(
            password, hash ?? .impossible, from: attempt.place == nil ? visit.network : nil)
        guard isRight, let known, !known.account.isDisabled else { throw DeskError.signInRefused }
        let secrets = EntranceSecrets()
        let now = clock()
        return try await store.write { [self] transaction in
            let agent = known.account.agent.id
            // The password was checked outside the transaction, so it may have been changed meanwhile.
            guard let present = try transaction.read.credentials(of: agent), !present.account.isDisabled,
                present.passwordHash == known.passwordHash
            else { throw DeskError.signInRefused }
            if present.account.hasSecondFactor {
                guard let code, !code.isEmpty else { throw DeskError.codeRequired }
                guard try use(code, of: agent, now: now, transaction) else { throw DeskError.signInRefused }
            }
            return try enter(agent, from: visit, secrets, now: now, transaction)
        }
    }

    /// Uses up a code of the agent's app or a recovery code. Returns whether it was valid.
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
