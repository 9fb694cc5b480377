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
        abstract: "Run a stand-in for the Telegram Bot API, with a page that looks like a group.")

    @Option(help: ArgumentHelp("Address and port to listen on; port 0 takes a free one.", valueName: "host:port"))
    var listen = "127.0.0.1:8081"

    @Option(help: "The token that the bot shows.")
    var token = TelegramSimulator.Configuration().token

    @Option(help: "The token of a further bot in the group, which gets no updates; may be given several times.")
    var moreToken: [String] = []

    @Option(parsing: .unconditional, help: "The chat id of the group.")
    var chat = TelegramSimulator.Configuration().chatID

    @Option(help: "Messages a minute that the group takes of a bot, as Telegram's take about 20. Default: no limit.")
    var messagesPerMinute: Int?

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        try await orComplain {
            var group = TelegramSimulator.Configuration()
            group.token = token
            group.moreTokens = moreToken
            group.chatID = chat
            group.messagesPerMinute = messagesPerMinute
            let simulator = try Simulator(listen: listen, flag: "--listen", configuration: group)
            Application.announce(webAddress(try simulator.start()))
            let style = LogStyle(isJSON: false, level: .warning)
            var logger = Logger(label: "Simulator") { LineLogHandler(label: $0, style: style) }
            logger.logLevel = .error
            let services = ServiceGroup(
                services: [simulator], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            try await services.run()
        }
    }
}
