import Crypto
public import Desk
public import HTTPEngine
import HTTPTypes
public import Identity

/// What the product looks like from the network: one route table over the desk's verbs.
public struct WebAPI: Sendable {
    public struct Options: Sendable {
        /// The bearer key of the agents' API; nil closes it.
        public var adminToken: String?
        /// Nil while Telegram is not connected.
        public var telegram: TelegramAccess?
        /// How the host site says who its visitors are.
        public var siteTokens = SiteTokens(rules: TokenRules())
        /// Where the world reaches the program; without a slash at the end.
        public var publicURL: String?
        /// Whether the staff's cookie is kept off connections without TLS; off only on this machine itself.
        public var hasSecureCookies = true
        /// How often a live channel of the staff asks whether its credential is still good. Only what `otvet agent`
        /// changes beside the running server waits for it; what the API changes takes effect at once.
        public var credentialCheck = Duration.seconds(30)
        /// Off only for load tests.
        public var hasRateLimits = true
        /// Proxies whose `X-Forwarded-For` is believed.
        public var trustedProxies: Set<String> = ["127.0.0.1", "::1"]
        /// Bytes of the largest file that a visitor may send.
        public var largestFile = 5 << 20
        /// Bytes of the largest file that staff may bring.
        public var largestStaffFile = 200 << 20
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
    /// Of its own, so that no crowd of visitors makes it forget who is guessing.
    let signInLimiter = RateLimiter()
    let widgetScript = WidgetScript()
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
        router.on(.post, "/api/support/identify", body: body, async: identify)
        router.on(.post, "/api/support/sign-out", async: signOut)
        router.on(.post, "/api/support/chat/send", body: body, async: send)
        router.on(.get, "/api/support/chat/poll", async: poll)
        router.on(.get, "/api/support/chat/history", sync: history)
        router.on(.post, "/api/support/chat/typing", body: body, sync: typing)
        router.on(.post, "/api/support/chat/read", body: body, async: read)
        router.on(
            .post, "/api/support/files", body: .spool(upTo: options.largestFile), admit: admitUpload, async: upload)
        router.on(.post, "/api/support/files/links", body: body, async: fileLinks)
        router.on(.get, "/files/{id}", sync: serveFile)
        router.on(.get, "/api/bring/{id}", sync: awaitedFile)
        router.on(
            .post, "/api/bring/{id}", body: .spool(upTo: options.largestStaffFile), admit: admitBring, async: bring)
        router.on(.get, "/api/realtime", sync: realtime)

        router.on(
            .post, "/api/telegram/webhook", body: .collect(upTo: RequestLimit.updateBytes), admit: admitWebhook,
            async: receiveUpdate)
        router.on(.post, "/api/telegram/setup-webhook", body: body, admit: admitAgent, async: setUpWebhook)
        router.on(.get, "/api/telegram/webhook-info", admit: admitAgent, async: webhookInfo)

        router.on(.get, "/healthz", sync: health)
        router.on(.get, "/readyz", sync: readiness)
        router.on(.get, "/metrics", sync: { try metrics($0, statistics()) })

        addStaff(to: &router, body)
        addTickets(to: &router)
        addStaffTickets(to: &router)
        addPages(to: &router)
        return router
    }

    /// What the panel needs around its own accounts.
    private func addStaff(to router: inout Router, _ body: BodyPolicy) {
        router.on(.get, "/api/admin/sign-in", sync: waysIn)
        router.on(.post, "/api/admin/sign-in", body: body, async: signIn)
        router.on(.post, "/api/admin/sign-out", async: signOutStaff)
        router.on(.get, "/api/admin/me", sync: me)
        router.on(.post, "/api/admin/password", body: body, async: setPassword)
        router.on(.get, "/api/admin/sessions", sync: listSessions)
        router.on(.delete, "/api/admin/sessions", async: endSessions)
        router.on(.delete, "/api/admin/sessions/{id}", async: endSession)
        router.on(.post, "/api/admin/totp", body: body, async: setSecondFactor)
        router.on(.delete, "/api/admin/totp", body: body, async: removeSecondFactor)
        router.on(.post, "/api/admin/telegram", body: body, async: linkTelegram)
        router.on(.get, "/api/admin/api-keys", sync: listAPIKeys)
        router.on(.post, "/api/admin/api-keys", body: body, async: makeAPIKey)
        router.on(.delete, "/api/admin/api-keys/{id}", async: removeAPIKey)
        router.on(.get, "/api/admin/widget", sync: widgetLook)
        router.on(.put, "/api/admin/widget", body: body, async: setWidgetLook)
        router.on(.get, "/api/admin/agents", sync: listAgents)
        router.on(.post, "/api/admin/agents", body: body, async: addAgent)
        router.on(.patch, "/api/admin/agents/{id}", body: body, async: changeAgent)
    }
}

/// Bounds of what a request may bring, by what needs it.
enum RequestLimit {
    /// The longest message as JSON, every character escaped, with room for the page's address.
    static let bodyBytes = 64 * 1024
    /// Telegram's largest update is 512 KiB.
    static let updateBytes = 1024 * 1024
}
