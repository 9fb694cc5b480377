public import Domain

/// Tells by a site's tokens who its visitors are.
public struct SiteTokens: Sendable {
    public let rules: TokenRules
    private let keys: KeyCache?

    /// - Parameter keys: Nil if the rules have none.
    public init(rules: TokenRules, keys: KeyCache? = nil) {
        self.rules = rules
        self.keys = keys
    }

    public func identity(in text: String, now: Timestamp) async throws(TokenFault) -> VisitorIdentity {
        guard let keys else { return try rules.identity(in: text, keys: [], now: now) }
        do {
            return try rules.identity(in: text, keys: await keys.keys(), now: now)
        } catch .unknownKey {
            // The site may have changed keys since.
            return try rules.identity(in: text, keys: await keys.freshKeys(), now: now)
        }
    }
}
