import Crypto
public import Domain
import Logging
import Realtime
import Store
public import Telegram

/// What the bot tells a member of the group in private, and they type into the panel.
///
/// It goes from the bot to the person and never the other way: a code that a page shows and a person sends would let in
/// whoever made them send it.
struct SignInCode: Sendable {
    /// Long enough to change from one app to the other.
    static let lifetime = Duration.seconds(300)

    /// 40 bits, as `ABCD-EFGH`.
    let text: String
    var hash: [UInt8] { RecoveryCode(typed: text).hash }

    static func random() -> SignInCode {
        let letters = crockford32(randomBytes(5))
        return SignInCode(text: letters.prefix(4) + "-" + letters.dropFirst(4))
    }
}

extension Desk {
    /// Signs in a member of the Telegram group by the code that the bot told them. Their account is made now if there is
    /// none.
    ///
    /// - Parameter code: Of the agent's app, if the account has a second factor.
    /// - Throws: ``DeskError/signInRefused``, ``DeskError/codeRequired``, ``DeskError/codeVoid``
    public func signIn(telegramCode: String, code: String?, from visit: Visit) async throws -> SignedIn {
        let secrets = EntranceSecrets()
        let hash = RecoveryCode(typed: telegramCode).hash
        let now = clock()
        // A refusal is kept, so that it counts.
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
                    agent, from: visit, secrets, lifetime: AgentSession.telegramLifetime, now: now, transaction))
        }
        let entered = try outcome.get()
        Log.staff.notice("signed in by Telegram", metadata: ["agent": "\(entered.account.agent.id)"])
        return entered
    }

    /// Links an agent's account with the Telegram account that a code was told to.
    ///
    /// - Throws: ``DeskError/invalid(_:)`` if the code is wrong, ``DeskError/telegramTaken``
    public func linkTelegram(_ agent: AgentID, telegramCode: String) async throws -> AgentAccount {
        let hash = RecoveryCode(typed: telegramCode).hash
        let now = clock()
        return try await store.write { transaction in
            guard let request = try transaction.read.signIn(codeHash: hash, now: now) else {
                throw DeskError.invalid(.code)
            }
            try transaction.takeSignIn(of: request.user)
            try transaction.link(agent, telegramUser: request.user, now: now)
            return try transaction.existing(agent)
        }
    }

    /// Where members of the group ask the bot for a code; nil if there is no bot or its name is not known yet.
    public var telegramSignInURL: String? {
        group == nil ? nil : botName.map { "https://t.me/\($0)?start=signin" }
    }
}

/// Answers those who ask the bot in private to be let into the panel.
public struct SignInWorker: Sendable {
    /// Whoever has waited longer has given up.
    static let patience = Duration.seconds(120)

    private let desk: Desk
    private let bot: BotClient
    private let publicURL: String?

    /// - Parameter publicURL: Where the panel is, to be named in the message.
    public init(desk: Desk, bot: BotClient, publicURL: String?) {
        self.desk = desk
        self.bot = bot
        self.publicURL = publicURL
    }

    /// Works until the task is cancelled.
    public func run() async {
        var backoff = Backoff()
        while !Task.isCancelled {
            do {
                guard let group = desk.group else { return }
                guard let request = try desk.store.read({ try $0.waitingSignIn() }) else {
                    await desk.signInsWait.sleep()
                    continue
                }
                try await answer(request, in: group)
                backoff.succeeded()
            } catch {
                Log.staff.error("sign-in not answered", metadata: ["error": "\(error)"])
                let wait = (error as? TelegramError).map { backoff.failed($0) } ?? backoff.failed()
                await desk.signInsWait.sleep(atMost: wait)
            }
        }
    }

    private func answer(_ request: TelegramSignIn, in group: Int64) async throws {
        let now = desk.clock()
        guard request.requestedAt.advanced(by: Self.patience) > now, try await isMember(request.user, of: group) else {
            return try await desk.store.write { try $0.answer(request, code: nil, now: now) }
        }
        let code = SignInCode.random()
        try await desk.store.write {
            try $0.answer(request, code: (code.hash, now.advanced(by: SignInCode.lifetime)), now: now)
        }
        let text = desk.words.signInCode(code.text, publicURL.map { $0 + "/admin" })
        do {
            _ = try await bot.sendMessage(to: request.user, thread: nil, text: text)
        } catch {
            // They ask again.
            Log.staff.error("code not told", metadata: ["error": "\(error)"])
        }
    }

    /// - Throws: What may pass by itself.
    private func isMember(_ user: Int64, of group: Int64) async throws -> Bool {
        do {
            return try await bot.getChatMember(in: group, user: user).isInChat
        } catch {
            guard !error.isTransient else { throw error }
            return false  // Telegram does not know them there.
        }
    }
}
