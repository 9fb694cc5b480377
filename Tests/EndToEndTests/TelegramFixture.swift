import HTTPEngine
import TelegramSimulator
import TestSupport

/// A stand-in for Telegram in this process, and the real program that talks to it.
final class TelegramFixture: Sendable {
    static let webhookSecret = "webhook-secret-of-the-tests"
    static let adminToken = "an-admin-token-of-the-tests"

    let telegram: TelegramSimulator
    let folder = TemporaryFolder()
    private let server: HTTPServer
    let address: String

    /// - Parameter port: 0 for any that is free.
    init(port: UInt16 = 0, _ change: (inout TelegramSimulator.Configuration) -> Void = { _ in }) throws {
        var configuration = TelegramSimulator.Configuration()
        change(&configuration)
        telegram = TelegramSimulator(configuration: configuration)
        var router = Router()
        telegram.routes(into: &router)
        var settings = ServerConfiguration()
        settings.loops = 1
        settings.port = port
        server = HTTPServer(configuration: settings, router: router)
        address = "http://127.0.0.1:\(try server.start().port)"
    }

    deinit {
        telegram.stopDeliveries()
        Task { [server] in await server.shutdown(within: .zero) }
    }

    /// Starts the program on the same data, however often.
    ///
    /// - Parameter settings: Stronger than what the fixture sets; an empty one counts as not set.
    func start(updates: String = "poll", _ settings: [String: String] = [:]) async throws -> Program {
        let environment = [
            "TELEGRAM_BOT_TOKEN": telegram.configuration.token,
            "TELEGRAM_SUPPORT_CHAT_ID": "\(telegram.configuration.chatID)",
            "TELEGRAM_API_URL": address, "TELEGRAM_UPDATES": updates,
            "TELEGRAM_MESSAGES_PER_MINUTE": "off", "TELEGRAM_WEBHOOK_SECRET": Self.webhookSecret,
            "OTVET_ADMIN_TOKEN": Self.adminToken,
        ]
        return try await Program.start(
            ["serve", "--listen", "127.0.0.1:0", "--data", folder.path, "--rate-limits", "off"],
            environment: environment.merging(settings) { $1 })
    }

    /// Starts the program when the stand-in has gone: nobody listens at its address.
    func startOnFreedPort() async throws -> Program {
        telegram.stopDeliveries()
        await server.shutdown(within: .zero)
        return try await start()
    }

    /// The texts in the one topic there is, after the card.
    var delivered: [String] {
        let group = telegram.group
        guard group.topics.count == 1, let topic = group.topics.keys.first else { return [] }
        return group.messages(in: topic).compactMap(\.text).dropFirst().map { $0 }
    }
}

extension APIClient {
    func openSession() async throws -> String {
        let reply = try await post("/api/support/session", #"{"page":{"title":"Lamp","url":"https://shop.example/"}}"#)
        guard let token = try reply.json["session"]?["token"]?.string else { throw SocketClient.Failure.ended }
        return token
    }

    @discardableResult
    func say(_ text: String, as token: String) async throws -> HTTPReply {
        try await post(
            "/api/support/chat/send", token: token, #"{"message":"\#(text)","client_message_id":"\#(text)"}"#)
    }
}
