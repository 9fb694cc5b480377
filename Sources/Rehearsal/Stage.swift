@_spi(Channel) import Desk
import Domain
import HTTPEngine
import Relay
import Telegram
import TelegramSimulator

/// A desk with an empty data folder, a simulated group, and the relay between them, in which time passes faster.
final class Stage: Sendable {
    let desk: Desk
    let relay: Relay
    let telegram: TelegramSimulator
    let clock: FastClock
    private let server: HTTPServer
    private let session = CurlSession()
    private let bot: BotClient
    private let worker: DeliveryWorker
    private let intake: Intake
    private let poller: UpdatePoller

    /// Runs `body` with a stage of its own.
    ///
    /// - Parameters:
    ///   - folder: for its data; empty.
    ///   - perMinute: messages that the group takes of the bot in a minute, and that the bot may send.
    static func run<Result: Sendable>(
        in folder: String, speed: Double, perMinute: Int, _ body: (Stage) async throws -> Result
    ) async throws -> Result {
        let stage = try Stage(folder, speed, perMinute)
        let result = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await stage.worker.run() }
            group.addTask { await stage.intake.run() }
            group.addTask { try? await stage.poller.run { try await stage.intake.keep($0) } }
            defer { group.cancelAll() }
            return try await body(stage)
        }
        await stage.session.shutdown()
        await stage.server.shutdown(within: .seconds(1))
        stage.desk.close()
        return result
    }

    private init(_ folder: String, _ speed: Double, _ perMinute: Int) throws {
        let clock = FastClock(speed: speed)
        var group = TelegramSimulator.Configuration()
        group.messagesPerMinute = perMinute
        group.messages = .max
        telegram = TelegramSimulator(configuration: group, clock: { Int(clock.now().milliseconds) })
        var router = Router()
        telegram.routes(into: &router)
        var settings = ServerConfiguration()
        settings.loops = 1
        settings.port = 0
        server = HTTPServer(configuration: settings, router: router)
        let url = "http://127.0.0.1:\(try server.start().port)"
        desk = try Desk(folder: folder, isMirrored: true, clock: { clock.now() })
        relay = try Relay(desk: desk, group: Int64(group.chatID))
        bot = BotClient(token: group.token, apiURL: url, session: session)
        worker = DeliveryWorker(
            relay: relay, bot: bot, perMinute: perMinute, timings: Timings(speed: speed))
        intake = Intake(relay: relay, botID: Int64(group.botID), albumPause: Intake.albumPause / speed)
        poller = UpdatePoller(client: bot) { _ in }
        self.clock = clock
    }
}

/// A clock that goes faster than time.
struct FastClock: Sendable {
    let speed: Double
    private let start = Timestamp.now()
    private let begun = ContinuousClock.now

    init(speed: Double) { self.speed = speed }

    func now() -> Timestamp { start.advanced(by: begun.duration(to: .now) * speed) }

    /// Sleeps until this much of the clock's time has passed.
    func sleep(_ duration: Duration) async throws { try await Task.sleep(for: duration / speed) }
}
