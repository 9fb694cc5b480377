import Crypto
public import Domain
public import Store

extension Desk {
    /// Where a sign-in comes from.
    public struct Visit: Sendable {
        /// The secret that the browser was given at an earlier sign-in.
        public var browser: StaffSecret?
        /// The client's network, always in the same notation.
        public var network: String
        /// The client's address, for the audit log.
        public var address: String?
        /// The browser's `User-Agent`.
        public var userAgent: String?

        public init(
            browser: StaffSecret? = nil, network: String, address: String? = nil, userAgent: String? = nil
        ) {
            self.browser = browser
            self.network = network
            self.address = address
            self.userAgent = userAgent
        }
    }

    /// An attempt to sign in, before its password or code is checked.
    public struct Attempt: Sendable {
        /// The agent whose account it is for; nil if there is no such account.
        public let agent: AgentID?
        /// Whether the browser or the network is known from an earlier sign-in of this agent; nil if neither is.
        public let place: PlaceKind?
    }

    /// An attempt with a login and a password.
    public func attempt(login: String, from visit: Visit) throws -> Attempt {
        guard let login = try? AgentLogin(login) else { return Attempt(agent: nil, place: nil) }
        return try store.read { try attempt(at: $0.agent(login: login), from: visit, $0) }
    }

    /// An attempt with a code that the bot has sent.
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

    /// Opens a session for an agent who has passed all checks, and remembers where they signed in.
    ///
    /// - Parameters:
    ///   - action: What the audit log says of it.
    ///   - way: What else it says: by what they were recognised, if not by a password.
    func enter(
        _ agent: AgentID, from visit: Visit, _ secrets: EntranceSecrets, lifetime: Duration = AgentSession.lifetime,
        action: AuditAction = .signedIn, way: String? = nil,
        now: Timestamp, _ transaction: Transaction
    ) throws -> SignedIn {
        try transaction.openAgentSession(
            of: agent, tokenHash: secrets.session.hash, userAgent: bounded(visit.userAgent), lifetime: lifetime,
            now: now)
        // Several agents may use one browser. Then it has the same secret for all of them.
        let known = try visit.browser.flatMap { try transaction.read.isKnownBrowser(hash: $0.hash) ? $0 : nil }
        let browser = known ?? secrets.browser
        try transaction.remember(.browser, hash: browser.hash, of: agent, now: now)
        let network = installationKey.hash(ofNetwork: visit.network)
        try transaction.remember(.network, hash: network, of: agent, now: now)
        let account = try transaction.existing(agent)
        let actor = StaffActor(.agent(account.agent), on: .panel, from: visit.address)
        try transaction.audit(action, detail: way, by: actor, now: now)
        return SignedIn(
            account: account, secret: secrets.session, browser: browser, lifetime: lifetime)
    }
}

/// Secrets that are made before the transaction, because a transaction may run twice.
struct EntranceSecrets: Sendable {
    let session = StaffSecret.random()
    let browser = StaffSecret.random()
}

/// The browser's `User-Agent`, cut to the limit for such texts.
private func bounded(_ userAgent: String?) -> String? { VisitorContext(userAgent: userAgent).userAgent }
