public import Assets
public import Desk
public import HTTPEngine
import HTTPTypes
public import Identity
public import MailRelay
public import Metrics

/// The product's network API: a table of routes over the desk's verbs.
public struct WebAPI: Sendable {
    /// The settings of the API.
    public struct Options: Sendable {
        /// The operator's key for the staff's API; nil means that there is none.
        public var adminToken: String?
        /// Nil while Telegram is not connected.
        public var telegram: TelegramAccess?
        /// Nil if visitors who left get no mail.
        public var mail: MailRelay?
        /// How tokens of the host site are checked.
        public var siteTokens = SiteTokens(rules: TokenRules())
        /// The public address of the program, perhaps below a path, without a slash at the end.
        public var publicURL: String?
        /// The origin of pages at that address: the address without its path.
        var publicOrigin: Substring? {
            guard let publicURL, let mark = publicURL.firstRange(of: "://") else { return nil }
            let end = publicURL[mark.upperBound...].firstIndex(of: "/") ?? publicURL.endIndex
            return publicURL[..<end]
        }
        /// Whether the staff's cookie is kept off connections without TLS. False only for a program that is
        /// reached from this machine alone.
        public var hasSecureCookies = true
        /// Whether the program speaks TLS itself, so that no page of its own is reached without.
        public var speaksTLS = false
        /// Whether browsers are told to come to this host by TLS only.
        public var hasStrictTransport = false
        /// How often a live channel of the staff checks whether its credentials are still valid. Only changes by `otvet
        /// agent` beside the running server wait for this; changes by the API take effect at once.
        public var credentialCheck = Duration.seconds(30)
        /// False only in load tests.
        public var hasRateLimits = true
        /// The most live channels and waiting polls of visitors at once. The staff have as many again, so that no
        /// crowd of visitors takes their places.
        public var liveChannels = 15_000
        public var liveChannelsPerClient = 1_500
        /// Origins whose pages may use the visitors' API, in the form in which browsers send them; nil means all.
        public var allowedOrigins: Set<String>?
        /// When new visitors' browsers have to solve a challenge.
        public var challenge = ChallengeMode.auto
        /// The size of the largest file that a visitor may send, in bytes.
        public var largestFile = 5 << 20
        /// The size of the largest file that staff may upload, in bytes.
        public var largestStaffFile = 200 << 20
        /// Where the pages come from.
        public var pages = AssetSource.embedded
        /// Adds to the metrics what the program knows of itself.
        public var addProgramMetrics: @Sendable (inout MetricsText) -> Void = { _ in }
        /// The shop with the widget at `/`, for people who try it.
        public var demo: Demo?

        public init() {}
    }

    public struct Demo: Sendable {
        /// The address of the simulator's page, shown beside the shop; nil if the real Telegram is connected.
        public var telegramURL: String?

        public init(telegramURL: String?) {
            self.telegramURL = telegramURL
        }
    }

    let desk: Desk
    let options: Options
    let limiter = RateLimiter()
    /// Separate from the visitors' limiter, so that no crowd of visitors fills it.
    let signInLimiter = RateLimiter()
    /// Counts for existing accounts, so that no crowd of invented names and addresses fills it.
    let accountLimiter = RateLimiter()
    let challengeGate: ChallengeGate
    let widgetScript = WidgetScript()
    let visitorSlots: LiveSlots
    let staffSlots: LiveSlots
    let policy: Policy

    public init(desk: Desk, options: Options) {
        self.desk = desk
        self.options = options
        var limits = LiveSlots.Limits(perNetwork: options.liveChannelsPerClient, total: options.liveChannels)
        visitorSlots = LiveSlots(limits)
        // A key may serve many windows of another program.
        limits.perSession = 100
        staffSlots = LiveSlots(limits)
        challengeGate = ChallengeGate(mode: options.challenge, key: desk.challengeKey) { try desk.firstContacts() }
        policy = Policy(options)
    }

    /// How tokens of the host site are checked at present.
    public var siteTokens: SiteTokens { policy.siteTokens }

    /// Makes those of the options take effect that may change while the program runs: the operator's key, how tokens of
    /// the site are checked, the allowed origins, and when there are challenges. That there are allowed origins at all is
    /// settled at the start.
    public func apply(_ options: Options) {
        policy.apply(options)
        challengeGate.set(options.challenge)
    }

    /// The router with every address. `/metrics` calls `statistics`.
    public func router(statistics: @escaping @Sendable () -> ServerStatistics) -> Router {
        var table = RouteTable(api: self)
        routes(into: &table, statistics: statistics)
        var router = table.router
        addPages(to: &router)
        router.onError = refuse
        router.options = preflight
        router.fields = Self.commonFields
        if options.hasStrictTransport { router.fields[.strictTransportSecurity] = Self.strictTransport }
        // Without a list this field is the same in all answers, so it is encoded only once.
        if options.allowedOrigins == nil {
            router.fields[.accessControlAllowOrigin] = "*"
        } else {
            router.finish = allowOrigin
        }
        return router
    }

    /// The router of a listener for monitoring alone: whoever reaches it needs no key.
    public func metricsRouter(statistics: @escaping @Sendable () -> ServerStatistics) -> Router {
        var router = Router()
        router.onError = refuse
        router.fields = Self.commonFields
        router.on(.get, "/metrics", async: { [self] _ in try await metrics(statistics()) })
        router.on(.get, "/healthz", sync: health)
        return router
    }
}
