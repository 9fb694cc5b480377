import Crypto
public import Domain
public import Store

extension Desk {
    /// From where somebody signs in.
    public struct Visit: Sendable {
        /// What the browser was given when somebody signed in there before.
        public var browser: StaffSecret?
        /// The network it asks from, always in the same spelling.
        public var network: String
        /// What the browser says it is.
        public var userAgent: String?

        public init(browser: StaffSecret? = nil, network: String, userAgent: String? = nil) {
            self.browser = browser
            self.network = network
            self.userAgent = userAgent
        }
    }

    /// An attempt to sign in, before anything that was shown has been judged.
    public struct Attempt: Sendable {
        /// Whose account it is made at; nil if there is none.
        public let agent: AgentID?
        /// By what the agent is known there; nil if they have not signed in from there before.
        public let place: PlaceKind?
    }

    /// An attempt with a password.
    public func attempt(login: String, from visit: Visit) throws -> Attempt {
        guard let login = try? AgentLogin(login) else { return Attempt(agent: nil, place: nil) }
        return try store.read { try attempt(at: $0.agent(login: login), from: visit, $0) }
    }

    /// An attempt with a code that the bot has told.
    public func attempt(telegramCode: String, from visit: Visit) throws -> Attempt {
        let hash = RecoveryCode(typed: telegramCode).hash
        return try store.read { try attempt(at: $0.agent(codeHash: hash, now: clock()), from: visit, $0) }
    }

    private func attempt(at agent: AgentID?, from visit: Visit, _ reader: Reader) throws -> Attempt {
        guard let agent else { return Attempt(agent: nil, place: nil) }
        if let browser = visit.browser, try reader.isKnown(.browser, hash: browser.hash, to: agent) {
            return Attempt(agent: agent, place: .browser)
        }
        let network = installationKey.hash(ofNetwork: visit.network)
        return Attempt(agent: agent, place: try reader.isKnown(.network, hash: network, to: agent) ? .network : nil)
    }

    /// Opens a session for an agent who has shown all that is asked for, and remembers from where.
    func enter(
        _ agent: AgentID, from visit: Visit, _ secrets: EntranceSecrets, lifetime: Duration = AgentSession.lifetime,
        now: Timestamp, _ transaction: Transaction
    ) throws -> SignedIn {
        try transaction.openAgentSession(
            of: agent, tokenHash: secrets.session.hash, userAgent: bounded(visit.userAgent), lifetime: lifetime,
            now: now)
        // One browser may be several agents': then all of them keep the same secret there.
        let known = try visit.browser.flatMap { try transaction.read.isKnownBrowser(hash: $0.hash) ? $0 : nil }
        let browser = known ?? secrets.browser
        try transaction.remember(.browser, hash: browser.hash, of: agent, now: now)
        let network = installationKey.hash(ofNetwork: visit.network)
        try transaction.remember(.network, hash: network, of: agent, now: now)
        return SignedIn(
            account: try transaction.existing(agent), secret: secrets.session, browser: browser, lifetime: lifetime)
    }
}

/// Made before a transaction, which may run twice.
struct EntranceSecrets: Sendable {
    let session = StaffSecret.random()
    let browser = StaffSecret.random()
}

/// What a browser says of itself, within the limit of everything that a browser says.
private func bounded(_ userAgent: String?) -> String? { VisitorContext(userAgent: userAgent).userAgent }
