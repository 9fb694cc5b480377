import Crypto
public import Domain
import Identity
import Logging
import Store

extension Desk {
    /// A new secret for an agent's authenticator app.
    public struct SecondFactorSecret: Sendable {
        /// In Base32, for typing.
        public let text: String
        /// An `otpauth:` address, to be shown as a QR code.
        public let address: String
    }

    /// Makes a secret for the agent's app. It takes effect with ``confirmSecondFactor``.
    ///
    /// - Throws: ``DeskError/signInRefused`` if the password is wrong, ``DeskError/secondFactorIsOn``
    public func beginSecondFactor(of agent: AgentID, password: Password) async throws -> SecondFactorSecret {
        try await confirm(password, of: agent)
        let secret = randomBytes(OneTimePassword.secretLength)
        let account = try await store.write { [installationKey] transaction in
            let account = try transaction.existing(agent)
            guard !account.hasSecondFactor else { throw DeskError.secondFactorIsOn }
            try transaction.setSecondFactor(sealed: installationKey.sealed(secret, of: agent), of: agent)
            return account
        }
        return SecondFactorSecret(
            text: base32(secret), address: OneTimePassword.address(secret: secret, account: account.agent.name))
    }

    /// Switches the second factor on, once the agent's app has shown the right code. Returns the recovery
    /// codes, which are shown only once.
    ///
    /// - Throws: ``DeskError/invalid(_:)`` if the code is wrong, ``DeskError/secondFactorIsOn``
    public func confirmSecondFactor(
        of agent: AgentID, code: String, by actor: StaffActor
    ) async throws -> [String] {
        let recovery = (0..<RecoveryCode.count).map { _ in RecoveryCode.random() }
        let now = clock()
        try await store.write { [installationKey] transaction in
            guard let factor = try transaction.read.secondFactor(of: agent) else { throw DeskError.notFound }
            guard !factor.isConfirmed else { throw DeskError.secondFactorIsOn }
            guard let secret = installationKey.opened(factor, of: agent),
                let step = OneTimePassword.step(of: code, secret: secret, at: now, after: factor.lastStep)
            else { throw DeskError.invalid(.code) }
            try transaction.useStep(step, of: agent)
            try transaction.confirmSecondFactor(of: agent, recoveryHashes: recovery.map(\.hash), now: now)
            try transaction.audit(.secondFactorOn, by: actor, now: now)
        }
        Log.staff.notice("second factor on", metadata: ["agent": "\(agent)"])
        return recovery.map(\.text)
    }

    /// Switches the second factor off, which takes both the password and a code.
    ///
    /// - Throws: ``DeskError/signInRefused``
    public func removeSecondFactor(
        of agent: AgentID, password: Password, code: String, by actor: StaffActor
    ) async throws {
        try await confirm(password, of: agent)
        let now = clock()
        try await store.write { [self] transaction in
            if try transaction.existing(agent).hasSecondFactor {
                guard try use(code, of: agent, now: now, transaction) else { throw DeskError.signInRefused }
            }
            try transaction.removeSecondFactor(of: agent)
            try transaction.audit(.secondFactorOff, by: actor, now: now)
        }
        Log.staff.notice("second factor off", metadata: ["agent": "\(agent)"])
    }
}
