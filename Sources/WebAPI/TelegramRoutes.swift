import Crypto
public import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Logging
public import Telegram

private let log = Logger(label: "Telegram")

/// The parts of Telegram that are reached from the network.
public struct TelegramAccess: Sendable {
    let bot: BotClient
    let intake: Intake
    /// What Telegram shows with each webhook call; nil if updates don't come by webhook.
    let webhookSecret: String?

    public init(bot: BotClient, intake: Intake, webhookSecret: String?) {
        self.bot = bot
        self.intake = intake
        self.webhookSecret = webhookSecret
    }

    func requiredSecret() throws(DeskError) -> String {
        guard let webhookSecret else { throw .webhookOff }
        return webhookSecret
    }
}

extension WebAPI {
    /// Lets in nobody but Telegram, before the body is read.
    func admitWebhook(_ request: Request) throws {
        let expected = try connectedTelegram().requiredSecret()
        guard let secret = request[.telegramSecret], constantTimeEqual(sha256(secret.utf8), sha256(expected.utf8))
        else { throw DeskError.unauthorized }
    }

    /// `POST /api/telegram/webhook`: keeps the update and acknowledges it at once. The answer is empty, because
    /// Telegram would carry out a method that stood in it.
    func receiveUpdate(_ request: Request) async throws -> Response {
        let telegram = try connectedTelegram()
        if let update = RawUpdate(json: request.body.bytes) {
            try await telegram.intake.keep([update])
        } else {
            // Refused, it would come again and again and hold up what is behind it.
            log.error("update without a number", metadata: ["bytes": "\(request.body.bytes.count)"])
        }
        return Response(.ok)
    }

    /// `POST /api/telegram/setup-webhook?url=…`
    func setUpWebhook(_ request: Request) async throws -> Response {
        let telegram = try connectedTelegram()
        let secret = try telegram.requiredSecret()
        guard let url = request.query("url"), url.hasPrefix("https://") else { throw DeskError.invalid(.url) }
        try await orRefused {
            try await desk.setUpWebhook(at: url, secret: secret, of: telegram.bot)
        }
        return .json { $0.member("url", url) }
    }

    /// `GET /api/telegram/webhook-info`
    func webhookInfo(_ request: Request) async throws -> Response {
        let telegram = try connectedTelegram()
        let info = try await orRefused { try await telegram.bot.getWebhookInfo() }
        return .json { json in
            json.member("url", info.url)
            json.member("pending_update_count", info.pendingUpdateCount)
            if let date = info.lastErrorDate { json.member("last_error_date", date) }
            json.member("last_error_message", ifPresent: info.lastErrorMessage)
            json.member("ip_address", ifPresent: info.ipAddress)
            if let count = info.maxConnections { json.member("max_connections", count) }
            json.array("allowed_updates") { json in
                for kind in info.allowedUpdates ?? [] { json.string(kind) }
            }
        }
    }

    private func connectedTelegram() throws(DeskError) -> TelegramAccess {
        guard let telegram = options.telegram else { throw .telegramOff }
        return telegram
    }

    private func orRefused<Result>(_ call: () async throws -> Result) async throws -> Result {
        do {
            return try await call()
        } catch let error as TelegramError {
            throw DeskError.telegramRefused("\(error)")
        }
    }
}
