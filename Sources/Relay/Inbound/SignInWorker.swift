@_spi(Channel) import Desk
import Domain
import Logging
import Realtime
import Store
public import Telegram
import Words

extension Relay {
    /// Where members of the group ask the bot for a code; nil while the bot's name is not known.
    public var signInURL: String? { botName.map { "https://t.me/\($0)?start=signin" } }
}

/// Answers those who ask the bot in private to be let into the panel.
public struct SignInWorker: Sendable {
    /// Whoever has waited longer has given up.
    static let patience = Duration.seconds(120)

    private let relay: Relay
    private let bot: BotClient
    private let publicURL: String?

    /// - Parameter publicURL: Where the panel is, to be named in the message.
    public init(relay: Relay, bot: BotClient, publicURL: String?) {
        self.relay = relay
        self.bot = bot
        self.publicURL = publicURL
    }

    /// Works until the task is cancelled.
    public func run() async {
        let wake = relay.desk.wakes.follow(.signIn)
        var backoff = Backoff()
        while !Task.isCancelled {
            do {
                guard let request = try relay.store.read({ try $0.waitingSignIn() }) else {
                    await wake.sleep()
                    continue
                }
                try await answer(request, in: relay.group)
                backoff.succeeded()
            } catch {
                Log.staff.error("sign-in not answered", metadata: ["error": "\(error)"])
                let wait = (error as? TelegramError).map { backoff.failed($0) } ?? backoff.failed()
                await wake.sleep(atMost: wait)
            }
        }
    }

    private func answer(_ request: TelegramSignIn, in group: Int64) async throws {
        let now = relay.clock()
        guard request.requestedAt.advanced(by: Self.patience) > now, try await isMember(request.user, of: group) else {
            return try await relay.store.write { try $0.answer(request, code: nil, now: now) }
        }
        let code = SignInCode.random()
        try await relay.store.write {
            try $0.answer(request, code: (code.hash, now.advanced(by: SignInCode.lifetime)), now: now)
        }
        let text = relay.words.signInCode(code.text, publicURL.map { $0 + "/admin" })
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
