public import Assets
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
        /// Where the world reaches the program, perhaps below a path; without a slash at the end.
        public var publicURL: String?
        /// What browsers call pages there: the address without its path.
        var publicOrigin: Substring? {
            guard let publicURL, let mark = publicURL.firstRange(of: "://") else { return nil }
            let end = publicURL[mark.upperBound...].firstIndex(of: "/") ?? publicURL.endIndex
            return publicURL[..<end]
        }
        /// Whether the staff's cookie is kept off connections without TLS; off only on this machine itself.
        public var hasSecureCookies = true
        /// How often a live channel of the staff asks whether its credential is still good. Only what `otvet agent`
        /// changes beside the running server waits for it; what the API changes takes effect at once.
        public var credentialCheck = Duration.seconds(30)
        /// Off only for load tests.
        public var hasRateLimits = true
        /// Live channels and waiting polls of visitors at once, and of one client's network; as many again for the staff, so
        /// that no crowd of visitors takes their places.
        public var liveChannels = 15_000
        public var liveChannelsPerClient = 1_500
        /// Origins whose pages may use the visitors' API, as browsers say them; nil is all.
        public var allowedOrigins: Set<String>?
        /// Whether new visitors' browsers have to work before they are let in.
        public var challenge = ChallengeMode.auto
        /// Bytes of the largest file that a visitor may send.
        public var largestFile = 5 << 20
        /// Bytes of the largest file that staff may bring.
        public var largestStaffFile = 200 << 20
        /// Where the pages come from.
        public var pages = AssetSource.embedded
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
    /// Of its own, so that no crowd of visitors fills it.
    let signInLimiter = RateLimiter()
    /// What is counted for accounts that there are, which no crowd of made-up names and addresses fills.
    let accountLimiter = RateLimiter()
    let challengeGate: ChallengeGate
    let widgetScript = WidgetScript()
    let visitorSlots: LiveSlots
    let staffSlots: LiveSlots
    let adminTokenHash: [UInt8]?

    public init(desk: Desk, options: Options) {
        self.desk = desk
        self.options = options
        var limits = LiveSlots.Limits(perNetwork: options.liveChannelsPerClient, total: options.liveChannels)
        visitorSlots = LiveSlots(limits)
        // A key may serve many windows of another program.
        limits.perSession = 100
        staffSlots = LiveSlots(limits)
        challengeGate = ChallengeGate(mode: options.challenge, key: desk.challengeKey) { try desk.firstContacts() }
        adminTokenHash = options.adminToken.map { sha256($0.utf8) }
    }

    /// Every address that answers. `statistics` is asked for by `/metrics`.
    public func router(statistics: @escaping @Sendable () -> ServerStatistics) -> Router {
        var table = RouteTable(api: self)
        routes(into: &table, statistics: statistics)
        var router = table.router
        addPages(to: &router)
        router.onError = refuse
        router.options = preflight
        router.fields = Self.commonFields
        // Without a list it is the same for all answers, so it costs none of them anything.
        if options.allowedOrigins == nil {
            router.fields[.accessControlAllowOrigin] = "*"
        } else {
            router.finish = allowOrigin
        }
        return router
    }
}
