import Desk
import Domain
import Glibc
import HTTPEngine
import HTTPTypes
import Identity
import Logging
import ServiceLifecycle
import Synchronization
import Telegram
import UnixSignals
import WebAPI

/// The program: its parts wired together, started in order and stopped in the opposite one.
struct Application {
    /// After this, what has not stopped by itself is cancelled: less than what most supervisors wait before SIGKILL.
    static let longestShutdown = Duration.seconds(25)

    let configuration: Configuration
    /// The page that stands in for Telegram, in a demo without it.
    var demoTelegramURL: String?

    init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    /// Runs until the program is told to stop (SIGTERM or SIGINT).
    func run(onListening: @escaping @Sendable (SocketAddress) -> Void = Self.announce) async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)  // what is in the data folder is nobody else's business
        let group = try configuration.supportGroup()
        let desk = try Desk(
            folder: configuration.dataFolder, telegramGroup: group, publicURL: configuration.publicURL,
            policy: configuration.tickets)
        let telegram: TelegramParts?
        if let settings = configuration.telegram, let group {
            telegram = try await TelegramParts(
                settings, configuration.botAPI, group, desk, publicURL: configuration.publicURL)
        } else {
            telegram = nil
        }
        let running = RunningServer()
        // The proxy is for Telegram only.
        let siteSession = CurlSession()
        let siteTokens = try configuration.identity.siteTokens(siteSession)
        let server = makeServer(desk, telegram?.access, siteTokens, running)
        running.server.withLock { $0 = server }
        let services: [any Service] =
            [
                StoreService(desk: desk), JanitorService(janitor: Janitor(desk: desk)),
                ArchivingService(archivist: Archivist(desk: desk)),
                IndexingService(indexer: SearchIndexer(desk: desk)),
            ]
            + (telegram?.services ?? [])
            + [
                WebService(
                    server: server, desk: desk, listen: "\(configuration.host):\(configuration.port)",
                    onListening: onListening)
            ]
        var lifecycle = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "Otvet"))
        lifecycle.maximumGracefulShutdownDuration = Self.longestShutdown
        try await ServiceGroup(configuration: lifecycle).run()
        await telegram?.session.shutdown()
        await siteSession.shutdown()
    }

    static func announce(_ address: SocketAddress) {
        say("listening on \(webAddress(address))")
    }

    private func makeServer(
        _ desk: Desk, _ telegram: TelegramAccess?, _ siteTokens: SiteTokens, _ running: RunningServer
    ) -> HTTPServer {
        var options = WebAPI.Options()
        options.adminToken = configuration.adminToken
        options.telegram = telegram
        options.siteTokens = siteTokens
        options.publicURL = configuration.publicURL
        options.hasSecureCookies = configuration.hasSecureCookies
        options.hasRateLimits = configuration.hasRateLimits
        options.trustedProxies = configuration.trustedProxies
        options.largestFile = configuration.largestFile
        options.largestStaffFile = configuration.largestStaffFile
        if configuration.isDemo { options.demo = WebAPI.Demo(telegramURL: demoTelegramURL) }
        var server = ServerConfiguration()
        server.host = configuration.host
        server.port = configuration.port
        if let loops = configuration.loops { server.loops = loops }
        server.renderError = { errorResponse($0) }
        server.spoolDirectory = configuration.dataFolder
        let log = Logger(label: "HTTP")
        server.onFault = { log.error("\($0)") }
        let router = WebAPI(desk: desk, options: options).router { running.statistics }
        return HTTPServer(configuration: server, router: router)
    }
}

/// The server as its own metrics page sees it: the page is part of the routes that the server is made with.
private final class RunningServer: Sendable {
    let server = Mutex<HTTPServer?>(nil)

    var statistics: ServerStatistics { server.withLock { $0?.statistics } ?? ServerStatistics() }
}

/// What there is of Telegram once it is configured.
private struct TelegramParts {
    let access: TelegramAccess
    let services: [any Service]
    let session: CurlSession

    init(
        _ configuration: Configuration.Telegram, _ api: Configuration.BotAPI, _ group: Int64, _ desk: Desk,
        publicURL: String?
    ) async throws {
        let session = CurlSession(proxy: api.proxy?.url)
        self.session = session
        func client(_ token: BotToken) -> BotClient {
            BotClient(token: token.text, apiURL: api.url, filesFolder: api.filesFolder, session: session)
        }
        let bot = client(configuration.botToken)
        let intake = Intake(
            desk: desk, botID: configuration.botToken.botID, otherBots: Set(configuration.moreBots.map(\.botID)),
            takesAnonymous: configuration.takesAnonymous)
        var secret: String?
        if configuration.updates == .webhook {
            let kept = try await desk.webhookSecret()
            secret = configuration.webhookSecret ?? kept
        }
        access = TelegramAccess(bot: bot, intake: intake, webhookSecret: secret)
        var services: [any Service] = [
            IntakeService(intake: intake), IntroductionService(desk: desk, bot: bot),
            SignInService(worker: SignInWorker(desk: desk, bot: bot, publicURL: publicURL)),
            FetchingService(fetcher: FileFetcher(desk: desk, bot: bot)),
        ]
        let bots = [bot] + configuration.moreBots.map(client)
        for (index, bot) in bots.enumerated() {
            let worker = DeliveryWorker(
                desk: desk, bot: bot, perMinute: configuration.perMinute,
                share: DeliveryWorker.Share(index: index, count: bots.count), hasBoard: configuration.hasBoard)
            services.append(DeliveryService(worker: worker))
        }
        if let gap = configuration.remindAfter {
            services.append(ReminderService(reminders: Reminders(desk: desk, after: gap)))
        }
        if configuration.updates == .poll { services.append(PollingService(desk: desk, bot: bot, intake: intake)) }
        self.services = services
    }
}
