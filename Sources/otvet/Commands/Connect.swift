import ArgumentParser
import Desk
import Glibc
import Store
import Telegram
import Words

struct Connect: AsyncParsableCommand, FolderCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find the support group: whoever posts a code in it connects it.",
        discussion: """
            Asks for the bot's token if TELEGRAM_BOT_TOKEN is not set. The group is kept in the data folder, and the \
            server uses it unless TELEGRAM_SUPPORT_CHAT_ID names another. The token is not kept. The server must not \
            run meanwhile. Takes the settings of `otvet serve`.
            """)

    @OptionGroup var flags: SettingFlags

    @Option(help: ArgumentHelp("How long to wait for the code.", valueName: "seconds"))
    var timeout = 600

    @Flag(help: "Delete a webhook that is set, without asking.")
    var deleteWebhook = false

    func validate() throws {
        guard 1...86_400 ~= timeout else { throw ValidationError("--timeout: expected 1 to 86400 seconds") }
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)  // the files in the data folder are for this user alone
        try await orComplain {
            let asked = try flags.sources()[.botToken] == nil ? Self.askForToken() : nil
            let configuration = try Configuration(flags.sources(overriding: asked.map { [.botToken: $0.text] } ?? [:]))
            guard let telegram = configuration.telegram else { throw SetupError.noToken }
            // The store is opened first, which fails if a server runs; the server would take the updates away.
            let store = try Store(folder: configuration.dataFolder) { _ in }
            defer { store.close() }
            let session = CurlSession(proxy: configuration.botAPI.proxy?.url)
            let bot = BotClient(token: telegram.botToken.text, apiURL: configuration.botAPI.url, session: session)
            let hadWebhook: Bool
            let me: User
            do {
                me = try await bot.getMe()
                say("The bot is “\(printable(me.name))”\(me.username.map { " (@\($0))" } ?? "").")
                hadWebhook = try await removeWebhook(of: bot)
            } catch let error as TelegramError {
                throw SetupError.telegram(error)
            }
            let code = ConnectCode()
            explain(code)
            let search = GroupSearch(
                bot: bot, botID: me.id, store: store, code: code, timeout: .seconds(timeout),
                greeting: configuration.language.connected)
            let group = try await search.run()
            await session.shutdown()
            conclude(configuration, telegram, group, isTokenKnown: asked == nil, hadWebhook: hadWebhook)
        }
    }

    private static func askForToken() throws(SetupError) -> BotToken {
        guard let text = try Terminal.askSecret("The bot's token, from @BotFather (it is not shown):"), !text.isEmpty
        else { throw .noToken }
        guard let token = BotToken(text.filter { !$0.isWhitespace }) else { throw .malformedToken }
        return token
    }

    /// Removes the webhook, because updates can't be fetched while one is set. Waiting updates
    /// stay. Returns whether there was one.
    private func removeWebhook(of bot: BotClient) async throws -> Bool {
        let info = try await bot.getWebhookInfo()
        guard !info.url.isEmpty else { return false }
        let host = webHost(of: info.url)
        say("The bot's updates go to a webhook at \(host); it must be deleted before the group can be found.")
        if !deleteWebhook {
            let answer = Terminal.ask("Delete it? What uses it gets no more updates. [y/N]")?.lowercased()
            guard answer == "y" || answer == "yes" else { throw SetupError.webhookKept(host: host) }
        }
        try await bot.deleteWebhook()
        say("The webhook is deleted.")
        return true
    }

    private func explain(_ code: ConnectCode) {
        say(
            """

            1. Open the group (Topics switched on, the bot an administrator who may manage topics).
            2. Post this in it:

                   \(code.command)

            Waiting \(timeout) s at most; Control-C ends it.

            """)
    }

    private func conclude(
        _ configuration: Configuration, _ telegram: Configuration.Telegram, _ group: Chat, isTokenKnown: Bool,
        hadWebhook: Bool
    ) {
        say("Connected “\(printable(group.title ?? ""))” (\(group.id)), kept in \(configuration.dataFolder).")
        if let chat = telegram.supportChat, chat != group.id {
            say("TELEGRAM_SUPPORT_CHAT_ID says \(chat), and is stronger: remove it, or set it to \(group.id).")
        }
        if hadWebhook, telegram.updates == .webhook { say("Set the webhook up again once the server runs.") }
        let token = isTokenKnown ? "" : ", with the token in TELEGRAM_BOT_TOKEN or in a file that --config names"
        say("Now start `otvet serve`\(token). `otvet doctor` checks everything.")
    }
}

/// The host of an address. The rest of a webhook's address may be secret.
func webHost(of url: String) -> String {
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let authority = rest.prefix { !"/?#".contains($0) }
    return printable(String(authority.split(separator: "@").last ?? ""))
}
