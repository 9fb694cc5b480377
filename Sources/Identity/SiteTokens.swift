public import Domain

/// Finds out from a site's tokens who its visitors are.
public struct SiteTokens: Sendable {
    public let rules: TokenRules
    private let keys: KeyCache?

    /// - Parameter keys: Nil if the rules use no key set.
    public init(rules: TokenRules, keys: KeyCache? = nil) {
        self.rules = rules
        self.keys = keys
    }

    /// Who the visitor is, according to the token `text`. If the token names an unknown key, the key set is read again.
    public func identity(in text: String, now: Timestamp) async throws(TokenFault) -> VisitorIdentity {
        guard let keys else { return try rules.identity(in: text, keys: [], now: now) }
        do {
            return try rules.identity(in: text, keys: await keys.keys(), now: now)
        } catch .unknownKey {
            // The site may have changed its keys since they were read.
            return try rules.identity(in: text, keys: await keys.freshKeys(), now: now)
        }
    }
}
