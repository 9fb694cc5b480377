import HTTPEngine
import ServiceLifecycle
import TelegramSimulator

/// The simulator of Telegram, on a server of its own.
struct Simulator: Service {
    /// Long polls are cut short, because nothing is lost by that.
    static let grace = Duration.milliseconds(200)

    let group: TelegramSimulator.Configuration
    private let listen: String
    /// The name of the flag with the address.
    private let flag: String
    private let server: HTTPServer

    init(listen: String, flag: String, configuration: TelegramSimulator.Configuration) throws {
        guard let (host, port) = Configuration.address(listen) else {
            throw StartupError.malformedAddress(listen)
        }
        var router = Router()
        TelegramSimulator(configuration: configuration).routes(into: &router)
        var settings = ServerConfiguration()
        settings.host = host
        settings.port = port
        group = configuration
        self.listen = listen
        self.flag = flag
        server = HTTPServer(configuration: settings, router: router)
    }

    /// Starts listening.
    func start() throws -> SocketAddress {
        do {
            return try server.start()
        } catch {
            throw StartupError.cannotListen(on: listen, error, setting: flag)
        }
    }

    func run() async throws {
        try await gracefulShutdown()
        await stop()
    }

    func stop() async {
        await server.shutdown(within: Self.grace)
    }
}
