import Desk
import Domain
import Glibc
import HTTPEngine
import HTTPTypes
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals
import WebAPI

/// The program: its parts wired together, started in order and stopped in the opposite one.
struct Application {
    let configuration: Configuration
    /// The address of the page that stands in for Telegram, in a demo.
    let demoTelegramURL: String?

    init(_ configuration: Configuration, demoTelegramURL: String?) {
        self.configuration = configuration
        self.demoTelegramURL = demoTelegramURL
    }

    /// Runs until the program is told to stop (SIGTERM or SIGINT).
    func run(onListening: @Sendable (SocketAddress) -> Void = Self.announce) async throws {
        signal(SIGPIPE, SIG_IGN)
        bootstrapLogging()
        let desk = try Desk(folder: configuration.dataFolder, telegramGroup: nil)
        let running = RunningServer()
        let server = makeServer(desk, running)
        running.server.withLock { $0 = server }
        let address = try server.start()
        onListening(address)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: StoreService(desk: desk)),
                    .init(service: WebService(server: server, desk: desk)),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "Otvet")))
        try await group.run()
    }

    static func announce(_ address: SocketAddress) {
        let host = address.host.contains(":") ? "[\(address.host)]" : address.host
        print("listening on http://\(host):\(address.port)")
        fflush(nil)
    }

    private func makeServer(_ desk: Desk, _ running: RunningServer) -> HTTPServer {
        var options = WebAPI.Options()
        options.adminToken = configuration.adminToken
        options.hasRateLimits = configuration.hasRateLimits
        options.trustedProxies = configuration.trustedProxies
        options.demoTelegramURL = demoTelegramURL
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

    private func bootstrapLogging() {
        let isJSON = configuration.logFormat == .json
        let level: Logger.Level = configuration.isLogging ? .info : .error
        LoggingSystem.bootstrap { LineLogHandler(label: $0, isJSON: isJSON, logLevel: level) }
    }
}

/// The server as its own metrics page sees it: the page is part of the routes that the server is made with.
private final class RunningServer: Sendable {
    let server = Mutex<HTTPServer?>(nil)

    var statistics: ServerStatistics { server.withLock { $0?.statistics } ?? ServerStatistics() }
}
