import CLinux
import Desk
import Domain
import Glibc
import HTTPEngine
import HTTPTypes
import Identity
import Logging
import Mail
import MailRelay
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
    private let supervision: Supervision
    private let reload: Reload
    /// The address of the simulator's page, in a demo without Telegram.
    var demoTelegramURL: String?

    init(_ configuration: Configuration, supervision: Supervision = Supervision(), reload: Reload) {
        var configuration = configuration
        // Cookies depend on whether other machines can reach the program.
        let addresses = supervision.listeners.map(\.address)
        if let widest = addresses.first(where: { !Configuration.isLoopback($0.host) }) ?? addresses.first {
            (configuration.host, configuration.port) = (widest.host, widest.port)
        }
        self.configuration = configuration
        self.supervision = supervision
        self.reload = reload
    }

    /// Freed memory is kept for reuse, up to the first number of bytes for each heap. Blocks smaller than the second
    /// number come from the heap. Returning the memory to the system each time costs a tenth of the work for a message.
    private static let (keptHeap, mappedBlock): (Int32, Int32) = (4 << 20, 1 << 20)

    /// Runs until the program is told to stop by SIGTERM or SIGINT.
    ///
    /// - Parameter onListening: Is given the address of the pages, when they are served.
    func run(onListening: @escaping @Sendable (_ address: String) -> Void = Self.announce) async throws {
        signal(SIGPIPE, SIG_IGN)
        clinux_keep_heap(Self.keptHeap, Self.mappedBlock)
        umask(0o077)  // the files in the data folder are for this user alone
        let runningServices = RunningServices()
        let notices = SignalNotices(reload)
        let tls = try configuration.tls?.context()
        let group = try configuration.supportGroup()
        let desk = try Desk(
            folder: configuration.dataFolder, isMirrored: group != nil, publicURL: configuration.publicURL?.text,
            policy: configuration.tickets, budget: configuration.files,
            retention: configuration.retention, language: configuration.language)
        let telegram: TelegramParts?
        if let settings = configuration.telegram, let group {
            telegram = try await TelegramParts(
                settings, configuration.botAPI, Relay(desk: desk, group: group, hidesContacts: settings.hidesContacts),
                publicURL: configuration.publicURL?.text)
        } else {
            telegram = nil
        }
        try await desk.setMailDelay(configuration.mail?.after)
        let mail = configuration.mail.map { MailParts($0, desk, largestFile: configuration.largestFile) }
        let running = RunningServer()
        // The proxy is used for Telegram only.
        let siteSession = CurlSession()
        let siteTokens = try configuration.identity.siteTokens(siteSession)
        let api = makeAPI(desk, telegram?.access, mail?.relay, siteTokens)
        let server = makeServer(api, tls, running)
        reload.begin(
            Reload.Running(configuration: configuration, api: api, server: server, tls: tls, session: siteSession))
        running.server.withLock { $0 = server }
        let monitoring = configuration.metrics.map { MetricsService($0, api) { running.statistics } }
        var services: [any NamedService] =
            [
                StoreService(desk: desk),
                BackgroundService("janitor", Janitor(desk: desk, auditLifetime: configuration.auditLifetime).run),
                BackgroundService("archivist", Archivist(desk: desk).run),
                BackgroundService("search indexer", SearchIndexer(desk: desk).run),
                BackgroundService("eraser", Eraser(desk: desk).run),
            ]
            + (monitoring.map { [$0] } ?? []) + (telegram?.services ?? []) + (mail?.services ?? [])
        services.append(
            WebService(server: server, desk: desk, listen: "\(configuration.host):\(configuration.port)") { first in
                let addresses = supervision.listeners.isEmpty ? [first] : supervision.listeners.map(\.address)
                addresses.forEach { onListening(webAddress($0, isSecure: tls != nil)) }
                supervision.notifySocket?.send(
                    .ready(status: "listening on " + addresses.map(\.description).joined(separator: ", ")))
            })
        services += supervision.services {
            await server.roundTrip()
            await desk.waitForWriter()
        }
        var lifecycle = ServiceGroupConfiguration(
            services: services.map { TrackedService(service: $0, running: runningServices) },
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "Otvet"))
        lifecycle.maximumGracefulShutdownDuration = Self.longestShutdown
        configuration.logStart(tls)
        let deadline = ShutdownDeadline(runningServices)
        defer { withExtendedLifetime((deadline, notices)) {} }
        try await ServiceGroup(configuration: lifecycle).run()
        runningServices.enter("connections")
        await telegram?.session.shutdown()
        await siteSession.shutdown()
    }

    static func announce(_ address: String) {
        // Not by `say`, which waits for whoever reads it: that may be nobody.
        LogWriter.standardOutput.write(Array("listening on \(address)\n".utf8))
    }

    /// The limits of the server, which those of the API follow.
    private var limits: Limits {
        var limits = Limits()
        limits.connections = configuration.maxConnections
        limits.heldBytes = configuration.maxHeld
        // Load tests come from one address, so then one client may take everything.
        let hasShares = configuration.hasRateLimits
        limits.connectionsPerClient =
            hasShares ? configuration.maxConnectionsPerClient : configuration.maxConnections
        limits.handshakesPerClient = limits.connectionsPerClient
        limits.heldBytesPerClient = hasShares ? configuration.maxHeld / 8 : configuration.maxHeld
        return limits
    }

    private func makeAPI(_ desk: Desk, _ telegram: TelegramAccess?, _ mail: MailRelay?, _ siteTokens: SiteTokens)
        -> WebAPI
    {
        var options = configuration.apiOptions(siteTokens)
        options.telegram = telegram
        options.mail = mail
        // The other connections are left for requests.
        options.liveChannels = limits.connections / 4 * 3
        options.liveChannelsPerClient = limits.connectionsPerClient / 4 * 3
        if configuration.isDemo { options.demo = WebAPI.Demo(telegramURL: demoTelegramURL) }
        let process = ProcessNumbers()
        options.addProgramMetrics = { process.add(to: &$0) }
        return WebAPI(desk: desk, options: options)
    }

    private func makeServer(_ api: WebAPI, _ tls: TLSContext?, _ running: RunningServer) -> HTTPServer {
        var server = ServerConfiguration()
        server.host = configuration.host
        server.port = configuration.port
        server.listeners = supervision.listeners
        server.tls = tls
        if let loops = configuration.loops { server.loops = loops }
        server.trustedProxies = configuration.trustedProxies
        server.limits = limits
        server.renderError = { errorResponse($0) }
        server.spoolDirectory = configuration.dataFolder
        server.spoolFloor = configuration.files.floor
        let log = Logger(label: "HTTP")
        server.onFault = { log.error("\($0)") }
        return HTTPServer(configuration: server, router: api.router { running.statistics })
    }
}

extension Configuration {
    /// What the settings say of the API.
    func apiOptions(_ siteTokens: SiteTokens) -> WebAPI.Options {
        var options = WebAPI.Options()
        options.adminToken = adminToken
        options.siteTokens = siteTokens
        options.publicURL = publicURL?.text
        options.hasSecureCookies = hasSecureCookies
        options.speaksTLS = tls != nil
        // Browsers hold it against every port of the host, so it is said only where the usual port is this program's.
        options.hasStrictTransport = tls != nil && publicURL?.isUsualHTTPS ?? false
        options.hasRateLimits = hasRateLimits
        options.allowedOrigins = allowedOrigins
        options.challenge = challenge
        options.largestFile = largestFile
        options.largestStaffFile = largestStaffFile
        options.pages = Self.pages(in: webFolder)
        return options
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

/// The parts that exist when there is a mail server.
private struct MailParts {
    let relay: MailRelay
    let services: [any NamedService]

    init(_ settings: Configuration.MailSettings, _ desk: Desk, largestFile: Int) {
        let relay = MailRelay(
            desk: desk,
            MailRelay.Settings(from: settings.from, replies: settings.replies, publicURL: settings.publicURL))
        self.relay = relay
        let client = SMTPClient(settings.server, greeting: settings.from.address.domain)
        services = [
            BackgroundService("mail", MailWorker(relay: relay, client: client).run),
            BackgroundService("replies by mail", MailIntake(relay: relay, largestFile: largestFile).run),
        ]
    }
}
