import Desk
import Domain
import Glibc
import HTTPEngine
import Mail
import Store
import Telegram

/// Makes all checks in order, even if some fail. It changes nothing, and takes no updates away from a running server.
struct Examination {
    /// The time for each call: a person is waiting.
    static let patience = Duration.seconds(15)

    private var list = Checklist()

    /// - Parameter settings: Reads the settings.
    static func run(_ settings: () throws -> Configuration) async -> Checklist {
        var examination = Examination()
        var configuration: Configuration?
        await examination.list.add(.settings) {
            do {
                let understood = try settings()
                configuration = understood
                return .well("understood", odd: understood.warnings.map(\.description))
            } catch {
                return .broken("\(error)", cure: "Correct it; docs/configuration.md lists the settings.")
            }
        }
        await examination.examineMachine(configuration?.dataFolder ?? "", floor: configuration?.files.floor ?? 0)
        await examination.examineCertificate(configuration)
        await examination.examineRetention(configuration)
        await examination.examineMail(configuration?.mail)
        await examination.examineTelegram(configuration)
        return examination.list
    }

    /// - Parameter floor: Bytes of the disk that files must leave free.
    private mutating func examineMachine(_ folder: String, floor: Int) async {
        await list.add(.dataFolder, after: .settings) { Machine.examine(dataFolder: folder) }
        await list.add(.freeDisk, after: .settings) {
            Machine.freeDisk(at: folder).map { .freeDisk($0, floor: UInt64(floor)) }
                ?? .skipped(because: "the system does not tell it")
        }
        await list.add(.database, after: .dataFolder) {
            do {
                let schema = try StoreSummary(folder: folder)?.schema
                let faults = try databaseFaults(folder: folder)
                return .database(
                    schema: schema, known: StoreSummary.knownSchema, faults: faults,
                    lockHolder: try await writeLockHolder(folder: folder))
            } catch let error as StoreError where error.obstacle == .locked {
                return .lockedDatabase()
            } catch {
                return .broken(
                    "\(error)", cure: "See whether otvet.db belongs to this user; if it is damaged, restore a copy.")
            }
        }
        await list.add(.search, after: .dataFolder) {
            do {
                return .search(faults: try searchFaults(folder: folder))
            } catch let error as StoreError where error.obstacle == .locked {
                return .skipped(because: "another program holds a lock on search.db")
            } catch {
                return .search(faults: ["\(error)"])
            }
        }
    }

    private mutating func examineRetention(_ configuration: Configuration?) async {
        await list.add(.retention, after: .database) {
            guard let configuration else { return .skipped(because: "“settings” is broken") }
            let (now, policy) = (Timestamp.now(), configuration.retention)
            do {
                return .retention(
                    policy, try RetentionBacklog(folder: configuration.dataFolder, policy, now: now), now: now)
            } catch {
                return .skipped(because: "\(error)")
            }
        }
    }

    private mutating func examineCertificate(_ configuration: Configuration?) async {
        // Most leave TLS to a proxy, and have nothing to look at here.
        guard let configuration, let files = configuration.tls else { return }
        await list.add(.certificate, after: .settings) {
            do throws(ConfigurationError) {
                let tls = try files.context()
                let now = time(nil)
                return .certificate(
                    until: tls.term.end, CertificateFlaw.all(of: tls, configuration, now: now), now: now)
            } catch {
                return .broken("\(error)", cure: "The server does not start with it.")
            }
        }
    }

    private mutating func examineMail(_ settings: Configuration.MailSettings?) async {
        // Most have no mail server, and nothing to look at here.
        guard let settings else { return }
        await list.add(.mail, after: .settings) {
            var limits = SMTPClient.Limits()
            limits.total = Self.patience
            let client = SMTPClient(settings.server, greeting: settings.from.address.domain, limits: limits)
            do throws(SMTPFailure) {
                try await client.probe()
                return .mail(settings.server, nil)
            } catch {
                return .mail(settings.server, error)
            }
        }
    }

    private mutating func examineTelegram(_ configuration: Configuration?) async {
        guard let configuration, let telegram = configuration.telegram else {
            for name in Check.Name.allCases.drop(while: { $0 != .names }) {
                await list.add(name, after: .settings) {
                    .skipped(because: "TELEGRAM_BOT_TOKEN is not set: Telegram is off")
                }
            }
            return
        }
        let api = configuration.botAPI
        let session = CurlSession(proxy: api.proxy?.url)
        let bots = ([telegram.botToken] + telegram.moreBots).map { token in
            Bot(id: token.botID, client: BotClient(token: token.text, apiURL: api.url, session: session))
        }
        await list.add(.names) { Self.lookUp(api) }
        var ahead: Int?
        await list.add(.connection, after: .names) { await Self.reach(api, session, &ahead) }
        let own = (try? StoreSummary(folder: configuration.dataFolder))??.ownWebhook
        await examine(bots, telegram.updates, ownWebhook: own)
        await examineGroup(bots, configuration)
        await list.add(.clock, after: .connection) { .clock(ahead: ahead) }
        await session.shutdown()
    }

    /// Looks up the host names that this machine has to resolve: the proxy's, and the
    /// API's unless the proxy resolves it.
    private static func lookUp(_ api: Configuration.BotAPI) -> Check.Result {
        let named = webHost(of: api.url)
        let host = Configuration.address(named)?.0 ?? named.filter { !"[]".contains($0) }
        let hosts = [api.proxy?.host].compactMap { $0 } + (api.proxy?.resolvesNames == true ? [] : [host])
        var found: [String] = []
        for host in hosts {
            switch Machine.address(of: host) {
            case .success(let address): found.append("\(host) is \(address)")
            case .failure(let failure):
                return .broken(
                    "\(host): \(failure.reason)",
                    cure: "Look at the name, and at this machine's DNS (/etc/resolv.conf).")
            }
        }
        return .well(found.joined(separator: ", "))
    }

    /// Connects, with TLS if the address is `https:`, and reads the server's time.
    private static func reach(
        _ api: Configuration.BotAPI, _ session: CurlSession, _ ahead: inout Int?
    ) async -> Check.Result {
        var request = CurlRequest(url: api.url + "/")
        request.timeout = patience
        let way = api.proxy.map { " through \($0)" } ?? ""
        do {
            let answer = try await session.perform(request)
            ahead = answer.date.map { Int(Timestamp.now().milliseconds / 1000) - $0 }
            return .well("\(webHost(of: api.url)) answers\(api.url.hasPrefix("https:") ? " over TLS" : "")\(way)")
        } catch {
            return .broken(
                "\(webHost(of: api.url)) does not answer\(way): \(reason(error))",
                cure:
                    "Look at the firewall, for TLS at this machine's ca-certificates and clock, or set TELEGRAM_PROXY.")
        }
    }

    private static func reason(_ error: CurlError) -> String {
        switch error {
        case .notSent(let reason), .interrupted(let reason): reason
        case .responseTooLarge, .outputFailed, .cancelled: "it says too much"
        }
    }

    private struct Bot {
        let id: Int64
        let client: BotClient
    }

    /// - Parameter bots: Only the first one receives what staff write.
    private mutating func examine(
        _ bots: [Bot], _ updates: Configuration.Updates, ownWebhook: String?
    ) async {
        var users: [Telegram.User] = []
        await list.add(.token, after: .connection) {
            do throws(TelegramError) {
                for bot in bots { users.append(try await bot.client.call("getMe", timeout: Self.patience)) }
                let names = users.map { "“\(printable($0.name))”\($0.username.map { " (@\($0))" } ?? "")" }
                return .well("of \(names.joined(separator: ", "))")
            } catch {
                return .token(error, of: bots[users.count].id)
            }
        }
        await list.add(.privacyMode, after: .token) {
            users.first.map(Check.Result.privacyMode) ?? .skipped(because: "the bot is not known")
        }
        await list.add(.webhook, after: .token) {
            do throws(TelegramError) {
                guard let bot = bots.first?.client else { return .skipped(because: "there is no bot") }
                let info: WebhookInfo = try await bot.call("getWebhookInfo", timeout: Self.patience)
                let isOwn = !info.url.isEmpty && info.url == ownWebhook
                let updates = updates == .auto && isOwn ? .webhook : updates
                return .webhook(info, updates: updates, now: Timestamp.now().milliseconds / 1000)
            } catch {
                return .broken("\(error)", cure: "Try again in a minute.")
            }
        }
    }

    private mutating func examineGroup(_ bots: [Bot], _ configuration: Configuration) async {
        var faults: [(bot: Int64, fault: GroupFault)] = []
        await list.add(.group, after: .token) {
            let group: Int64
            do {
                guard let known = try configuration.supportGroup() else { return .skipped(because: "Telegram is off") }
                group = known
            } catch is ConfigurationError {
                return .broken("none is known", cure: "Run `otvet telegram connect`.")
            } catch {
                return .skipped(because: "the one that is kept can't be read: \(error)")
            }
            do throws(TelegramError) {
                let chat = try await Self.chat(group, bots)
                for bot in bots {
                    let parameters: [String: JSONValue] = ["chat_id": .integer(chat.id), "user_id": .integer(bot.id)]
                    let member: ChatMember = try await bot.client.call(
                        "getChatMember", parameters, timeout: Self.patience)
                    faults += GroupFault.all(in: chat, bot: member).map { (bot.id, $0) }
                }
                if let fault = faults.map(\.fault).first(where: { $0 == .notGroup }) {
                    return .broken("\(group): \(fault)", cure: fault.cure)
                }
                let origin = chat.id == group ? "" : ", moved from \(group)"
                return .well("“\(printable(chat.title ?? ""))” (\(chat.id)\(origin))")
            } catch {
                return .group(error, id: group)
            }
        }
        await list.add(.topics, after: .group) { .faults(faults) { $0 == .noTopics } }
        await list.add(.administrator, after: .group) { .faults(faults) { $0 == .notAdministrator } }
        let rights: [(Check.Name, GroupFault.Right)] = [
            (.manageTopics, .manageTopics), (.deleteMessages, .deleteMessages), (.pinMessages, .pinMessages),
        ]
        for (name, right) in rights {
            await list.add(name, after: .administrator) { .faults(faults) { $0 == .mayNot(right) } }
        }
    }

    /// The group as every bot sees it. If it has moved, its new id is used once, as in the server.
    private static func chat(_ group: Int64, _ bots: [Bot]) async throws(TelegramError) -> Chat {
        var found: Chat?
        var group = group
        for bot in bots {
            do {
                found = try await bot.client.call("getChat", ["chat_id": .integer(group)], timeout: patience)
            } catch .migrated(to: let new) {
                group = new
                found = try await bot.client.call("getChat", ["chat_id": .integer(group)], timeout: patience)
            }
        }
        guard let found else { throw .chatNotFound("\(group)") }
        return found
    }
}
