import HTTPEngine
import Logging
import ServiceLifecycle
import WebAPI

/// A server for monitoring alone, at an address of its own: whoever reaches it sees the metrics without a key.
struct MetricsService: NamedService {
    /// A few scrapers at once. Nobody else has any business here.
    static let mostConnections = 64
    /// A scrape takes milliseconds.
    static let grace = Duration.milliseconds(500)

    private let server: HTTPServer
    private let place: Configuration.Place

    init(_ place: Configuration.Place, _ api: WebAPI, statistics: @escaping @Sendable () -> ServerStatistics) {
        self.place = place
        var settings = ServerConfiguration()
        settings.host = place.host
        settings.port = place.port
        settings.loops = 1
        settings.limits.connections = Self.mostConnections
        settings.limits.connectionsPerClient = Self.mostConnections
        settings.renderError = { errorResponse($0) }
        let log = Logger(label: "HTTP")
        settings.onFault = { log.error("\($0)") }
        server = HTTPServer(configuration: settings, router: api.metricsRouter(statistics: statistics))
    }

    func run() async throws {
        do {
            Self.announce(try server.start())
        } catch {
            throw StartupError.cannotListen(
                on: "\(place.host):\(place.port)", error, setting: Setting.metricsListen.rawValue)
        }
        try await gracefulShutdown()
        await server.shutdown(within: Self.grace)
    }

    private static func announce(_ address: SocketAddress) {
        // Not by `say`, which waits for whoever reads it: that may be nobody.
        LogWriter.standardOutput.write(Array("metrics at \(webAddress(address))/metrics\n".utf8))
    }
}
