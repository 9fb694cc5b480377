import Crypto
public import Desk
public import HTTPEngine
import HTTPTypes

/// What the product looks like from the network: one route table over the desk's verbs.
public struct WebAPI: Sendable {
    public struct Options: Sendable {
        /// The bearer key of the agents' API; nil closes it.
        public var adminToken: String?
        /// Nil while Telegram is not connected.
        public var telegram: TelegramAccess?
        /// Off only for load tests.
        public var hasRateLimits = true
        /// Proxies whose `X-Forwarded-For` is believed.
        public var trustedProxies: Set<String> = ["127.0.0.1", "::1"]
        /// A shop with the widget at `/`, for whoever wants to see it work.
        public var demo: Demo?

        public init() {}
    }

    public struct Demo: Sendable {
        /// The page that stands in for Telegram beside the shop; nil if the real one is connected.
        public var telegramURL: String?

        public init(telegramURL: String?) {
            self.telegramURL = telegramURL
        }
    }

    let desk: Desk
    let options: Options
    let limiter = RateLimiter()
    let adminTokenHash: [UInt8]?

    public init(desk: Desk, options: Options) {
        self.desk = desk
        self.options = options
        adminTokenHash = options.adminToken.map { sha256($0.utf8) }
    }

    /// Every address that answers. `statistics` is asked for by `/metrics`.
    public func router(statistics: @escaping @Sendable () -> ServerStatistics) -> Router {
        var router = Router()
        router.onError = errorResponse
        router.options = preflight
        router.fields = Self.commonFields

        let body = BodyPolicy.collect(upTo: RequestLimit.bodyBytes)
        router.on(.post, "/api/support/session", body: body, async: openSession)
        router.on(.post, "/api/support/chat/send", body: body, async: send)
        router.on(.get, "/api/support/chat/poll", async: poll)
        router.on(.get, "/api/support/chat/history", sync: history)
        router.on(.post, "/api/support/chat/typing", body: body, sync: typing)
        router.on(.post, "/api/support/chat/read", body: body, async: read)
        router.on(.get, "/api/realtime", sync: realtime)

        router.on(
            .post, "/api/telegram/webhook", body: .collect(upTo: RequestLimit.updateBytes), admit: admitWebhook,
            async: receiveUpdate)
        router.on(.post, "/api/telegram/setup-webhook", body: body, admit: admitAgent, async: setUpWebhook)
        router.on(.get, "/api/telegram/webhook-info", admit: admitAgent, async: webhookInfo)

        router.on(.get, "/healthz", sync: health)
        router.on(.get, "/readyz", sync: readiness)
        router.on(.get, "/metrics", sync: { try metrics($0, statistics()) })

        addTickets(to: &router)
        addStaffTickets(to: &router)
        addPages(to: &router)
        return router
    }
}

/// Bounds of what a request may bring, by what needs it.
enum RequestLimit {
    /// The longest message as JSON, every character escaped, with room for the page's address.
    static let bodyBytes = 64 * 1024
    /// Telegram's largest update is 512 KiB.
    static let updateBytes = 1024 * 1024
}
