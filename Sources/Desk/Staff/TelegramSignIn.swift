import Crypto
public import Domain
import Logging
import Store

/// A code that the bot sends to a member of the group in private, and that they type into the panel.
///
/// The code goes from the bot to the person and never the other way. If a page showed a code for people to send to the
/// bot, an attacker could get in by making somebody else send it.
@_spi(Channel) public struct SignInCode: Sendable {
    /// Long enough to switch from one app to the other.
    public static let lifetime = Duration.seconds(300)

    /// 40 random bits, such as `ABCD-EFGH`.
    public let text: String
    public var hash: [UInt8] { RecoveryCode(typed: text).hash }

    public static func random() -> SignInCode {
        let letters = crockford32(randomBytes(5))
        return SignInCode(text: letters.prefix(4) + "-" + letters.dropFirst(4))
    }
}

extension Desk {
    /// Signs in a member of the Telegram group by the code that the bot sent them. If
    /// they have no account, it is created.
    ///
    /// - Parameter code: A code of the agent's app, if the account has a second factor.
    /// - Throws: ``DeskError/signInRefused``, ``DeskError/codeRequired``, ``DeskError/codeVoid``
    public func signIn(telegramCode: String, code: String?, from visit: Visit) async throws -> SignedIn {
        let secrets = EntranceSecrets()
        let hash = RecoveryCode(typed: telegramCode).hash
        let now = clock()
        // The transaction returns a refusal and does not throw it, so that the failed attempt is committed and counts.
        let outcome = try await store.write { [self] transaction -> Result<SignedIn, DeskError> in
            guard let request = try transaction.read.signIn(codeHash: hash, now: now) else {
                return .failure(.signInRefused)
            }
            let agent = try transaction.agent(telegramUser: request.user, name: request.name, now: now).id
            let account = try transaction.existing(agent)
            guard !account.isDisabled else { return .failure(.signInRefused) }
            if account.hasSecondFactor {
                guard let code, !code.isEmpty else { return .failure(.codeRequired) }
                guard try use(code, of: agent, now: now, transaction) else {
                    let isVoid = try transaction.noteWrongFactor(behindCodeOf: request.user)
                    return .failure(isVoid ? .codeVoid : .signInRefused)
                }
            }
            try transaction.takeSignIn(of: request.user)
            return .success(
                try enter(
                    agent, from: visit, secrets, lifetime: AgentSession.telegramLifetime, way: "telegram", now: now,
                    transaction))
        }
        let entered = try await counted(from: visit) { try outcome.get() }
        Log.staff.notice("signed in by Telegram", metadata: ["agent": "\(entered.account.agent.id)"])
        return entered
    }

    /// Links an agent's account with the Telegram account to which the code was sent.
    ///
    /// - Throws: ``DeskError/invalid(_:)`` if the code is wrong, ``DeskError/telegramTaken``
    public func linkTelegram(
        _ agent: AgentID, telegramCode: String, by actor: StaffActor
    ) async throws -> AgentAccount {
        let hash = RecoveryCode(typed: telegramCode).hash
        let now = clock()
        return try await store.write { transaction in
            guard let request = try transaction.read.signIn(codeHash: hash, now: now) else {
                throw DeskError.invalid(.code)
            }
            try transaction.takeSignIn(of: request.user)
            try transaction.link(agent, telegramUser: request.user, now: now)
            try transaction.audit(.telegramLinked, by: actor, now: now)
            return try transaction.existing(agent)
        }
    }
}
