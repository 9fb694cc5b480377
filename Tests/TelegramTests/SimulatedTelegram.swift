import HTTPEngine
import Telegram
import TelegramSimulator

/// A simulated group on a real socket, and a client of it.
struct SimulatedTelegram {
    let simulator: TelegramSimulator
    let bot: BotClient
    let session: CurlSession
    let url: String

    var chat: Int64 { Int64(simulator.configuration.chatID) }
    var group: Group { simulator.group }

    /// Runs `body` with a group of its own.
    static func run(
        _ configuration: TelegramSimulator.Configuration = .init(), _ body: (SimulatedTelegram) async throws -> Void
    ) async throws {
        let simulator = TelegramSimulator(configuration: configuration)
        var router = Router()
        simulator.routes(into: &router)
        var settings = ServerConfiguration()
        settings.loops = 1
        let server = HTTPServer(configuration: settings, router: router)
        let url = "http://127.0.0.1:\(try server.start().port)"
        let session = CurlSession()
        let bot = BotClient(token: configuration.token, apiURL: url, session: session)
        try await body(SimulatedTelegram(simulator: simulator, bot: bot, session: session, url: url))
        await session.shutdown()
        await server.shutdown(within: .seconds(1))
    }

    /// Has the next call of a method meet `fault`.
    func fail(_ method: String, _ kind: Fault.Kind, count: Int = 1, delay: Duration = .zero) {
        simulator.change { $0.add(Fault(kind, method: method, count: count, delay: delay)) }
    }

    /// Makes a topic as the bot.
    func topic(_ name: String = "Ann") async throws -> Int64 {
        try await bot.createForumTopic(in: chat, name: name).threadID
    }

    /// The texts in a topic; nil is General.
    func texts(in thread: Int64?) -> [String] { group.messages(in: thread.map { Int($0) }).compactMap(\.text) }

    /// The parameters of the calls of a method.
    func calls(of method: String) -> [APIValue] { group.calls.filter { $0.method == method }.map(\.parameters) }
}

/// How `body` failed; nil if it did not.
func failure(_ body: () async throws(TelegramError) -> Void) async -> TelegramError? {
    do throws(TelegramError) {
        try await body()
        return nil
    } catch {
        return error
    }
}
