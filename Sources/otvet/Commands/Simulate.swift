import ArgumentParser
import Glibc
import HTTPEngine
import Logging
import ServiceLifecycle
import TelegramSimulator
import UnixSignals

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "telegram-simulator",
        abstract: "Run a stand-in for Telegram: the Bot API, and a page that looks like the group.")

    @Option(help: "Address and port to listen on; port 0 takes a free one.")
    var listen = "127.0.0.1:8081"

    @Option(help: "The token that the bot shows.")
    var token = TelegramSimulator.Configuration().token

    @Option(help: "The chat id of the group.")
    var chat = TelegramSimulator.Configuration().chatID

    @Option(help: "Posts a minute that the group takes, as Telegram's groups take about 20. Default: no limit.")
    var postsPerMinute: Int?

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        try await orComplain {
            let server = try makeServer()
            do throws(StartError) {
                Application.announce(try server.start())
            } catch {
                throw StartupError.cannotListen(on: listen, error)
            }
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: [.init(service: SimulatorService(server: server))],
                    gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: Logger(label: "Simulator") { LineLogHandler(label: $0, isJSON: false, logLevel: .error) }))
            try await group.run()
        }
    }

    private func makeServer() throws -> HTTPServer {
        let colon = listen.lastIndex(of: ":") ?? listen.startIndex
        guard let port = UInt16(listen[colon...].dropFirst()), colon > listen.startIndex else {
            throw ValidationError("--listen takes an address and a port, such as 127.0.0.1:8081.")
        }
        var group = TelegramSimulator.Configuration()
        group.token = token
        group.chatID = chat
        group.postsPerMinute = postsPerMinute
        var router = Router()
        TelegramSimulator(configuration: group).routes(into: &router)
        var server = ServerConfiguration()
        server.host = String(listen[..<colon].drop { $0 == "[" }.prefix { $0 != "]" })
        server.port = port
        return HTTPServer(configuration: server, router: router)
    }
}

/// Serves until the program is told to stop.
private struct SimulatorService: Service {
    /// Long polls are cut short, for nothing is lost by that.
    static let grace = Duration.milliseconds(200)

    let server: HTTPServer

    func run() async throws {
        try await gracefulShutdown()
        await server.shutdown(within: Self.grace)
    }
}
