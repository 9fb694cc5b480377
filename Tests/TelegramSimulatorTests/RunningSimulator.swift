import HTTPEngine
import TelegramSimulator
import TestSupport

/// A simulator that listens, and one connection to it.
struct RunningSimulator {
    let simulator: TelegramSimulator
    let client: APIClient
    let port: UInt16
    private let server: HTTPServer

    static let chat = TelegramSimulator.Configuration().chatID

    /// Runs `body` with a simulator of its own.
    static func with(
        _ configuration: TelegramSimulator.Configuration = .init(), clock: ManualClock? = nil, deliver: Deliver? = nil,
        _ body: (RunningSimulator) async throws -> Void
    ) async throws {
        var time: (@Sendable () -> Int)?
        if let clock { time = { clock.now } }
        let simulator = TelegramSimulator(configuration: configuration, clock: time, deliver: deliver)
        var router = Router()
        simulator.routes(into: &router)
        var settings = ServerConfiguration()
        settings.loops = 1
        settings.limits.headTimeout = .seconds(600)  // a busy machine must not run into it
        let server = HTTPServer(configuration: settings, router: router)
        let port = try server.start().port
        let running = RunningSimulator(
            simulator: simulator, client: try APIClient(port: port), port: port, server: server)
        do {
            try await body(running)
        } catch {
            await running.stop()
            throw error
        }
        await running.stop()
    }

    private func stop() async {
        simulator.stopDeliveries()
        await server.shutdown(within: .milliseconds(100))
    }

    func path(_ method: String) -> String { "/bot\(simulator.configuration.token)/\(method)" }

    /// Calls a method with the members of a JSON object; the group's `chat_id` is added.
    func call(_ method: String, _ members: String = "") async throws -> HTTPReply {
        let others = members.isEmpty ? "" : ", " + members
        return try await client.post(path(method), #"{"chat_id": \#(Self.chat)\#(others)}"#)
    }

    /// What a method gives back.
    func result(_ method: String, _ members: String = "") async throws -> JSONView {
        let json = try await call(method, members).json
        guard let result = json["result"] else { throw Refused(description: json["description"]?.string) }
        return result
    }

    struct Refused: Error { var description: String? }

    /// A topic made by the bot.
    func topic(_ name: String = "Ann") async throws -> Int {
        let result = try await result("createForumTopic", #""name": "\#(name)""#)
        guard let id = result["message_thread_id"]?.int else { throw Refused() }
        return id
    }

    /// What getUpdates gives, without waiting.
    func updates(_ members: String = "") async throws -> [JSONView] {
        try await result("getUpdates", members).elements
    }
}
