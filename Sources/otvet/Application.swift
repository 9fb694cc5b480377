import CLinux
import Desk
import Domain
import Glibc
import HTTPEngine
import HTTPTypes
import Identity
import Logging
import Relay
import ServiceLifecycle
import Synchronization
import Telegram
import UnixSignals
import WebAPI

/// The program: it connects the parts, starts them in order and stops them in the reverse order.
struct Application {
    /// After this time, whatever has not stopped by itself is cancelled. That leaves it time to react
    /// before ``ShutdownDeadline/limit``.
    static let longestShutdown = Duration.seconds(6)

    let configuration: Configuration
    /// The address of the simulator's page, in a demo without Telegram.
    var demoTelegramURL: String?

    init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    /// Freed memory is kept for reuse, up to the first number of bytes for each heap. Blocks smaller than the second
    /// number come from the heap. Returning the memory to the system each time costs a tenth of the work for a message.
    private static let (keptHeap, mappedBlock): (Int32, Int32) = (4 << 20, 1 << 20)

    /// Runs until the program is told to stop by SIGTERM or SIGINT.
    func run(onListening: @escaping @Sendable (SocketAddress) -> Void = Self.announce) async throws {
        signal(SIGPIPE, SIG_IGN)
        clinux_keep_heap(Self.keptHeap, Self.mappedBlock)
        umask(0o077)  // the files in the data folder are for this user alone
        let runningServices = RunningServices()
        let notices = SignalNotices()
        let group = try configuration.supportGroup()
        let desk = try Desk(
            folder: configuration.dataFolder, isMirrored: group != nil, publicURL: configuration.publicURL?.text,
            policy: configuration.tickets, budget: configuration.files, language: configuration.language)
        let telegram: TelegramParts?
        if let settings = configuration.telegram, let group {
            telegram = try await TelegramParts(
                settings, configuration.botAPI, Relay(desk: desk, group: group),
                publicURL: configuration.publicURL?.text)
        } else {
            telegram = nil
        }
        let running = RunningServer()
        // The proxy is used for Telegram only.
        let siteSession = CurlSession()
        let siteTokens = try configuration.identity.siteTokens(siteSession)
        let api = WebAPI(desk: desk, options: options(telegram?.access, siteTokens))
        let server = makeServer(api, running)
        running.server.withLock { $0 = server }
        let monitoring = configuration.metrics.map { MetricsService($0, api) { running.statistics } }
        let services: [any NamedService] =
            [
                StoreService(desk: desk),
                BackgroundService("janitor", Janitor(desk: desk, auditLifetime: configuration.auditLifetime).run),
                BackgroundService("archivist", Archivist(desk: desk).run),
                BackgroundService("search indexer", SearchIndexer(desk: desk).run),
            ]
            + (monitoring.map { [$0] } ?? []) + (telegram?.services ?? [])
            + [
                WebService(
                    server: server, desk: desk, listen: "\(configuration.host):\(configuration.port)",
                    onListening: onListening)
            ]
        var lifecycle = ServiceGroupConfiguration(
            services: services.map { TrackedService(service: $0, running: runningServices) },
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "Otvet"))
        lifecycle.maximumGracefulShutdownDuration = Self.longestShutdown
        configuration.logStart()
        let deadline = ShutdownDeadline(runningServices)
        defer { withExtendedLifetime((deadline, notices)) {} }
        try await ServiceGroup(configuration: lifecycle).run()
        runningServices.enter("connections")
        await telegram?.session.shutdown()
        await siteSession.shutdown()
    }

    static func announce(_ address: SocketAddress) {
        // Not by `say`, which waits for whoever reads it: that may be nobody.
        LogWriter.standardOutput.write(Array("listening on \(webAddress(address))\n".utf8))
    }

    private func options(_ telegram: TelegramAccess?, _ siteTokens: SiteTokens) -> WebAPI.Options {
        var options = WebAPI.Options()
        options.adminToken = configuration.adminToken
        options.telegram = telegram
        options.siteTokens = siteTokens
        options.publicURL = configuration.publicURL?.text
        options.hasSecureCookies = configuration.hasSecureCookies
        options.hasRateLimits = configuration.hasRateLimits
        options.allowedOrigins = configuration.allowedOrigins
        options.challenge = configuration.challenge
        options.largestFile = configuration.largestFile
        options.largestStaffFile = configuration.largestStaffFile
        options.pages = Configuration.pages(in: configuration.webFolder)
        if configuration.isDemo { options.demo = WebAPI.Demo(telegramURL: demoTelegramURL) }
        // The others are left for requests.
        options.liveChannels = configuration.maxConnections / 4 * 3
        options.liveChannelsPerClient = connectionsPerClient / 4 * 3
        let process = ProcessNumbers()
        options.addProgramMetrics = { process.add(to: &$0) }
        return options
    }

    /// Load tests come from one address, so then one client may take everything.
    private var connectionsPerClient: Int {
        configuration.hasRateLimits ? configuration.maxConnectionsPerClient : configuration.maxConnections
    }

    private func makeServer(_ api: WebAPI, _ running: RunningServer) -> HTTPServer {
        var server = ServerConfiguration()
        server.host = configuration.host
        server.port = configuration.port
        if let loops = configuration.loops { server.loops = loops }
        server.trustedProxies = configuration.trustedProxies
        server.limits.connections = configuration.maxConnections
        server.limits.heldBytes = configuration.maxHeld
        server.limits.connectionsPerClient = connectionsPerClient
        server.limits.heldBytesPerClient =
            configuration.hasRateLimits ? configuration.maxHeld / 8 : configuration.maxHeld
        server.renderError = { errorResponse($0) }
        server.spoolDirectory = configuration.dataFolder
        server.spoolFloor = configuration.files.floor
        let log = Logger(label: "HTTP")
        server.onFault = { log.error("\($0)") }
        return HTTPServer(configuration: server, router: api.router { running.statistics })
    }
}

/// Gives the metrics page its server. The page's route is needed to make the server, so the server is filled in later.
private final class RunningServer: Sendable {
    let server = Mutex<HTTPServer?>(nil)

    var statistics: ServerStatistics { server.withLock { $0?.statistics } ?? ServerStatistics() }
}

/// The parts that exist when Telegram is configured.
private struct TelegramParts {
    let access: TelegramAccess
    let services: [any NamedService]
    let session: CurlSession

    init(
        _ configuration: Configuration.Telegram, _ api: Configuration.BotAPI, _ relay: Relay,
        publicURL: String?
    ) async throws {
        let session = CurlSession(proxy: api.proxy?.url)
        self.session = session
        let counts = CallCounts()
        func client(_ token: BotToken) -> BotClient {
            BotClient(
                token: token.text, apiURL: api.url, filesFolder: api.filesFolder, session: session, counts: counts)
        }
        let bot = client(configuration.botToken)
        let intake = Intake(
            relay: relay, botID: configuration.botToken.botID, otherBots: Set(configuration.moreBots.map(\.botID)),
            takesAnonymous: configuration.takesAnonymous)
        var secret: String?
        if [.auto, .webhook].contains(configuration.updates) {
            let kept = try await relay.webhookSecret()
            secret = configuration.webhookSecret ?? kept
        }
        access = TelegramAccess(
            relay: relay, bot: bot, intake: intake, webhookSecret: secret,
            takesPlainWebhooks: api.url != Setting.apiURL.defaultValue)
        var services: [any NamedService] = [
            BackgroundService("intake", intake.run), BackgroundService("introduction") { await relay.introduce(bot) },
            BackgroundService("sign-in by Telegram", SignInWorker(relay: relay, bot: bot, publicURL: publicURL).run),
            BackgroundService("file fetcher", FileFetcher(relay: relay, bot: bot).run),
        ]
        let bots = [bot] + configuration.moreBots.map(client)
        for (index, bot) in bots.enumerated() {
            let worker = DeliveryWorker(
                relay: relay, bot: bot, perMinute: configuration.perMinute,
                share: DeliveryWorker.Share(index: index, count: bots.count), hasBoard: configuration.hasBoard)
            services.append(DeliveryService(worker: worker))
        }
        if let gap = configuration.remindAfter {
            services.append(BackgroundService("reminders", Reminders(relay: relay, after: gap).run))
        }
        if [.auto, .poll].contains(configuration.updates) {
            let keepsWebhook = configuration.updates == .auto
            services.append(
                BackgroundService(
                    "polling", Polling(relay: relay, bot: bot, intake: intake, keepsWebhook: keepsWebhook).run))
        }
        if [.auto, .webhook].contains(configuration.updates) {
            let isOnlyWay = configuration.updates == .webhook
            services.append(
                BackgroundService("webhook watch", WebhookWatch(relay: relay, bot: bot, isOnlyWay: isOnlyWay).run))
        }
        self.services = services
    }
}
