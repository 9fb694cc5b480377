import Crypto
import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON
import Logging
public import Relay
public import Telegram

private let log = Logger(label: "Telegram")

/// What the network API needs to know about Telegram.
public struct TelegramAccess: Sendable {
    let relay: Relay
    let bot: BotClient
    let intake: Intake
    /// The secret that Telegram sends with each webhook call; nil if updates do not come by webhook.
    let webhookSecret: String?
    /// Whether a webhook may have an `http:` address, as with a Bot API server of one's own.
    let takesPlainWebhooks: Bool

    public init(
        relay: Relay, bot: BotClient, intake: Intake, webhookSecret: String?, takesPlainWebhooks: Bool = false
    ) {
        self.relay = relay
        self.bot = bot
        self.intake = intake
        self.webhookSecret = webhookSecret
        self.takesPlainWebhooks = takesPlainWebhooks
    }

    func requiredSecret() throws(DeskError) -> String {
        guard let webhookSecret else { throw .webhookOff }
        return webhookSecret
    }
}

extension WebAPI {
    /// Lets only Telegram in.
    func requireTelegram(_ request: Request) throws -> TelegramAccess {
        let telegram = try connectedTelegram()
        let expected = try telegram.requiredSecret()
        guard let secret = request[.telegramSecret], constantTimeEqual(sha256(secret.utf8), sha256(expected.utf8))
        else { throw DeskError.unauthorized }
        return telegram
    }

    /// `POST /api/telegram/webhook`: stores the update and acknowledges it at once. The answer is empty, because
    /// Telegram would carry out a method in it.
    func receiveUpdate(_ request: Request, _ telegram: TelegramAccess) async throws -> Response {
        if let update = RawUpdate(json: request.body.bytes) {
            try await telegram.intake.keep([update])
        } else {
            // If it were refused, Telegram would send it again and again, and hold back what is behind it.
            log.error("update without a number", metadata: ["bytes": "\(request.body.bytes.count)"])
        }
        return Response(.ok)
    }

    /// `POST /api/telegram/setup-webhook?url=…`. Without an address it sets this program's own, if that is configured.
    func setUpWebhook(_ request: Request, _ staff: Staff) async throws -> Response {
        let telegram = try connectedTelegram()
        let secret = try telegram.requiredSecret()
        let own = options.publicURL.map { "\($0)/api/telegram/webhook" }
        guard let url = request.query("url") ?? own,
            url.hasPrefix("https://") || telegram.takesPlainWebhooks && url.hasPrefix("http://")
        else { throw DeskError.webhookAddress(isPlainAllowed: telegram.takesPlainWebhooks) }
        try await orRefused {
            try await telegram.relay.setUpWebhook(at: url, secret: secret, of: telegram.bot)
        }
        try await desk.audit(.webhookSet, detail: host(of: url), by: actor(staff, request))
        return .json { $0.member("url", url) }
    }

    /// `GET /api/telegram/webhook-info`
    func webhookInfo(_ request: Request, _: Staff) async throws -> Response {
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

    /// The rest of a webhook's address may be secret.
    private func host(of url: String) -> String {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let authority = rest.prefix { !"/?#".contains($0) }
        return String(authority.split(separator: "@").last?.prefix(RequestLimit.longestHost) ?? "")
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
