import Desk
import Domain
import HTTPEngine
import Store
import Synchronization
import Telegram
import TelegramSimulator
import TestSupport
import Testing

/// A desk, a simulated group on a real socket, and what carries between them; with short pauses.
final class RelayFixture: Sendable {
    let desk: Desk
    let telegram: TelegramSimulator
    private let folder: TemporaryFolder
    private let server: HTTPServer
    private let session: CurlSession
    private let bot: BotClient
    private let workers: [DeliveryWorker]
    private let poller: UpdatePoller
    private let intake: Intake
    private let clock: MovableClock

    /// Runs `body` with a fixture of its own.
    static func run(
        perMinute: Int? = nil, bots: Int = 1, polls: Bool = true,
        prepare: (inout Group) -> Void = { _ in }, _ body: @Sendable (RelayFixture) async throws -> Void
    ) async throws {
        let fixture = try RelayFixture(perMinute: perMinute, bots: bots)
        fixture.telegram.change(prepare)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in fixture.workers { group.addTask { await worker.run() } }
            group.addTask { await fixture.intake.run() }
            group.addTask {
                await SignInWorker(desk: fixture.desk, bot: fixture.bot, publicURL: "https://desk.example").run()
            }
            group.addTask { await FileFetcher(desk: fixture.desk, bot: fixture.bot).run() }
            if polls { group.addTask { try? await fixture.poller.run { try await fixture.intake.keep($0) } } }
            defer { group.cancelAll() }
            try await body(fixture)
        }
        await fixture.session.shutdown()
        await fixture.server.shutdown(within: .seconds(1))
        fixture.desk.close()
    }

    private init(perMinute: Int?, bots: Int) throws {
        var configuration = TelegramSimulator.Configuration()
        configuration.moreTokens = (1..<max(1, bots)).map { "700000001\($0):another-bot-of-the-same-group-000000" }
        telegram = TelegramSimulator(configuration: configuration)
        var router = Router()
        telegram.routes(into: &router)
        var settings = ServerConfiguration()
        settings.loops = 1
        server = HTTPServer(configuration: settings, router: router)
        let url = "http://127.0.0.1:\(try server.start().port)"
        let session = CurlSession()
        self.session = session
        let (clock, folder) = (MovableClock(), TemporaryFolder())
        (self.clock, self.folder) = (clock, folder)
        let desk = try Desk(folder: folder.path, telegramGroup: Int64(configuration.chatID)) { clock.now() }
        self.desk = desk
        let bot = BotClient(token: configuration.token, apiURL: url, session: session)
        self.bot = bot
        var pauses = Pauses()
        pauses.backoff = Backoff(first: .milliseconds(2), longest: .milliseconds(20))
        pauses.configuration = .milliseconds(30)
        pauses.recreation = .milliseconds(30)
        pauses.announcement = .milliseconds(300)
        let tokens = [configuration.token] + configuration.moreTokens
        workers = tokens.enumerated().map { index, token in
            DeliveryWorker(
                desk: desk, bot: BotClient(token: token, apiURL: url, session: session), perMinute: perMinute,
                share: DeliveryWorker.Share(index: index, count: bots), pauses: pauses)
        }
        intake = Intake(desk: desk, botID: Int64(configuration.botID))
        poller = UpdatePoller(client: bot) { _ in }
    }

    /// Opens a conversation; the visitor's later lines go into the same one.
    func visitor(_ name: String = "Lamp") async throws -> SessionToken {
        try await desk.openSession(context: VisitorContext(pageTitle: name)).token
    }

    func say(_ text: String, as token: SessionToken) async throws {
        _ = try await desk.post(Desk.UserMessage(text: MessageText(text)), by: token)
    }

    func introduce() async { await desk.introduce(bot) }

    /// Topics made until now look an hour old from now on.
    func letAnHourPass() { clock.move(by: .seconds(3600)) }

    /// The texts in a topic, after the card.
    func texts(in topic: Int? = nil) -> [String] {
        let group = telegram.group
        guard let topic = topic ?? group.topics.keys.max() else { return [] }
        return group.messages(in: topic).compactMap(\.text).dropFirst().map { $0 }
    }

    var topic: Int { get throws { try #require(telegram.group.topics.keys.max()) } }
}

/// A wall clock that stands still until it is moved by hand, so that a slow machine makes no topic old.
private final class MovableClock: Sendable {
    private let time = Mutex(Timestamp.now())

    func now() -> Timestamp { time.withLock { $0 } }
    func move(by duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }
}
