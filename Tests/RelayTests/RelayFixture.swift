import Domain
import Foundation
import Glibc
import HTTPEngine
import Store
import Synchronization
import Telegram
import TelegramSimulator
import TestSupport
import Testing
import Words

@_spi(Channel) @testable import Desk
@testable import Relay

/// A desk, a simulated group on a real socket, and what carries between them; with short pauses.
final class RelayFixture: Sendable {
    let desk: Desk
    let relay: Relay
    let telegram: TelegramSimulator
    private let folder: TemporaryFolder
    private let server: HTTPServer
    private let session: CurlSession
    private let bot: BotClient
    private let workers: [DeliveryWorker]
    private let makeWorkers: @Sendable (String) -> [DeliveryWorker]
    private let url: String
    private let webhook: Webhook
    /// How much faster Telegram's clock goes where it counts calls.
    private static let speed: Int64 = 40
    private let poller: UpdatePoller
    private let intake: Intake
    private let clock: MovableClock

    /// Workers that have ended.
    private let ended = Counter()

    /// Runs `body` with a fixture of its own.
    ///
    /// - Parameters:
    ///   - groupPerMinute: what the group takes of each bot; its minutes are 1.5 seconds long.
    ///   - unreachable: where the first workers look for Telegram, in vain.
    ///   - settling: how long topics wait for their looks.
    static func run(
        perMinute: Int? = nil, bots: Int = 1, polls: Bool = true, hasBoard: Bool = false, groupPerMinute: Int? = nil,
        unreachable: String? = nil, settling: Duration = .zero, language: TeamLanguage = .english,
        hidesContacts: Bool = false, prepare: (inout Group) -> Void = { _ in },
        _ body: @Sendable (RelayFixture) async throws -> Void
    ) async throws {
        let fixture = try RelayFixture(
            perMinute: perMinute, bots: bots, hasBoard: hasBoard, groupPerMinute: groupPerMinute,
            unreachable: unreachable, settling: settling, language: language, hidesContacts: hidesContacts)
        fixture.telegram.change(prepare)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in fixture.workers { group.addTask { await fixture.run(worker) } }
            group.addTask { await fixture.intake.run() }
            group.addTask {
                await SignInWorker(relay: fixture.relay, bot: fixture.bot, publicURL: "https://desk.example").run()
            }
            group.addTask { await FileFetcher(relay: fixture.relay, bot: fixture.bot).run() }
            if polls { group.addTask { try? await fixture.poller.run { try await fixture.intake.keep($0) } } }
            defer { group.cancelAll() }
            try await body(fixture)
        }
        await fixture.session.shutdown()
        await fixture.server.shutdown(within: .seconds(1))
        fixture.desk.close()
    }

    private init(
        perMinute: Int?, bots: Int, hasBoard: Bool, groupPerMinute: Int?, unreachable: String?, settling: Duration,
        language: TeamLanguage, hidesContacts: Bool
    ) throws {
        var configuration = TelegramSimulator.Configuration()
        configuration.moreTokens = (1..<max(1, bots)).map { "700000001\($0):another-bot-of-the-same-group-000000" }
        configuration.messagesPerMinute = groupPerMinute
        let (webhook, start, speed) = (Webhook(), Timestamp.now().milliseconds, Self.speed)
        self.webhook = webhook
        let fast: @Sendable () -> Int = { Int(start + (Timestamp.now().milliseconds - start) * speed) }
        telegram = TelegramSimulator(
            configuration: configuration, clock: groupPerMinute == nil ? nil : fast,
            deliver: { _, _, body in await webhook.take(body) })
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
        desk = try Desk(folder: folder.path, isMirrored: true, language: language) { clock.now() }
        let relay = try Relay(desk: desk, group: Int64(configuration.chatID), hidesContacts: hidesContacts)
        self.relay = relay
        let bot = BotClient(token: configuration.token, apiURL: url, session: session)
        self.bot = bot
        var timings = Timings()
        timings.backoff = Backoff(first: .milliseconds(2), longest: .milliseconds(20))
        timings.patience = .milliseconds(500)
        timings.configuration = .milliseconds(30)
        timings.recreation = .milliseconds(30)
        timings.announcement = .milliseconds(300)
        timings.board = .zero
        timings.settling = settling
        if groupPerMinute != nil { timings.shareOfWaits = 1 / Double(speed) }
        timings.boardWhileBehind = .milliseconds(20)
        let tokens = [configuration.token] + configuration.moreTokens
        makeWorkers = { [timings] address in
            tokens.enumerated().map { index, token in
                DeliveryWorker(
                    relay: relay, bot: BotClient(token: token, apiURL: address, session: session), perMinute: perMinute,
                    share: DeliveryWorker.Share(index: index, count: bots), hasBoard: hasBoard, timings: timings)
            }
        }
        workers = makeWorkers(unreachable ?? url)
        self.url = url
        intake = Intake(
            relay: relay, botID: Int64(configuration.botID),
            otherBots: Set(configuration.moreTokens.compactMap { Int64($0.prefix { $0 != ":" }) }),
            albumPause: .milliseconds(100))
        poller = UpdatePoller(client: bot) { _ in }
        webhook.intake.withLock { [intake] in $0 = intake }
    }

    /// Opens a conversation; the visitor's later lines go into the same one.
    func visitor(_ name: String = "Lamp") async throws -> SessionToken {
        try await desk.openSession(context: VisitorContext(pageTitle: name)).token
    }

    func say(_ text: String, as token: SessionToken) async throws {
        _ = try await desk.post(Desk.UserMessage(text: MessageText(text)), by: token)
    }

    func upload(_ bytes: [UInt8], _ name: String, by visitor: SessionToken) async throws -> Domain.Attachment {
        let path = folder.path + "/upload"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        return try await desk.keepFile(descriptor, count: bytes.count, name: name, limit: 5 << 20, by: visitor)
    }

    func say(_ text: String, with files: [Domain.Attachment], as token: SessionToken) async throws {
        _ = try await desk.post(
            Desk.UserMessage(text: MessageText(text, mayBeBlank: true), attachments: files.map(\.id)), by: token)
    }

    /// Goes on with workers that remember nothing, as after a restart.
    func restartingWorkers(_ body: () async throws -> Void) async throws {
        for worker in workers { worker.stop() }
        try await eventually { ended.value == workers.count }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in makeWorkers(url) { group.addTask { await worker.run() } }
            defer { group.cancelAll() }
            try await body()
        }
    }

    private func run(_ worker: DeliveryWorker) async {
        await worker.run()
        ended.next()
    }

    /// Asks for updates without acknowledging them, as a program does that ends before it has.
    func pollInVain() async throws {
        try await intake.keep(try await bot.getUpdates(offset: nil, wait: .zero, allowedUpdates: UpdateKind.allCases))
    }

    /// Has updates delivered to this desk.
    func receiveWebhook() async throws {
        try await bot.setWebhook(url: "https://desk.example/", secretToken: "x", allowedUpdates: UpdateKind.allCases)
    }

    /// Another program has the bot's updates delivered to it.
    func setWebhook(_ url: String) async throws {
        try await bot.setWebhook(url: url, secretToken: "x", allowedUpdates: UpdateKind.allCases)
        telegram.stopDeliveries()
    }

    func setUpOwnWebhook(_ url: String) async throws {
        try await relay.setUpWebhook(at: url, secret: "x", of: bot)
        telegram.stopDeliveries()
    }

    func endWebhook() async throws { try await relay.endWebhook(of: bot) }

    /// Takes the webhook away behind the program's back.
    func deleteWebhook() async throws { try await bot.deleteWebhook() }

    /// Runs the program's own polling, as long as `body` runs.
    func polling(webhookCheck: Duration, _ body: () async throws -> Void) async throws {
        let polling = Polling(
            relay: relay, bot: bot, intake: intake, keepsWebhook: true, webhookCheck: webhookCheck)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await polling.run() }
            defer { group.cancelAll() }
            try await body()
        }
    }

    func introduce() async { await relay.introduce(bot) }

    /// Topics made until now look an hour old from now on.
    func letAnHourPass() { clock.move(by: .seconds(3600)) }

    func letPass(_ duration: Duration) { clock.move(by: duration) }

    /// What General shows, service messages left out.
    var general: [GroupMessage] { telegram.group.messages(in: nil).filter { !$0.isService } }

    /// Reminds staff as the program does each minute.
    func remind(after gap: Duration = .seconds(900)) async throws {
        try await Reminders(relay: relay, after: gap).sweep()
    }

    /// The texts in a topic, after the card.
    func texts(in topic: Int? = nil) -> [String] {
        let group = telegram.group
        guard let topic = topic ?? group.topics.keys.max() else { return [] }
        return group.messages(in: topic).compactMap(\.text).dropFirst().map { $0 }
    }

    /// What the newest topic has for an icon.
    var icon: String? {
        let group = telegram.group
        return group.topics.keys.max().flatMap { group.topics[$0]?.icon }
    }

    var topic: Int { get throws { try #require(telegram.group.topics.keys.max()) } }
}

/// What Telegram delivers updates to.
private final class Webhook: Sendable {
    let intake = Mutex<Intake?>(nil)

    func take(_ body: [UInt8]) async -> DeliveryOutcome {
        guard let intake = intake.withLock({ $0 }), let update = RawUpdate(json: body) else {
            return .failed("no update")
        }
        guard (try? await intake.keep([update])) != nil else { return .failed("not kept") }
        return .answered(status: 200, reason: "OK")
    }
}
