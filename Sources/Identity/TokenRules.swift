import Crypto
public import Domain

/// Which tokens are believed.
public struct TokenRules: Sendable, Equatable {
    /// What the site signs with by HS256.
    public var secret: [UInt8]?
    /// Whether there are keys for RS256 and ES256.
    public var hasKeys = false
    /// What `iss` has to be, if anything.
    public var issuer: String?
    /// What `aud` has to be or hold, if anything.
    public var audience: String?
    /// Whether what is not signed is taken too, while a site is being built.
    public var takesUnsigned = false

    /// How far the clocks of both sides may differ.
    public static let clockSkew = Duration.seconds(60)

    public init() {}

    /// Whether any token can be believed.
    public var isOpen: Bool { secret != nil || hasKeys || takesUnsigned }

    /// Who the token says the visitor is.
    ///
    /// - Parameter keys: Of the site's key set.
    public func identity(in text: String, keys: [SigningKey], now: Timestamp) throws(TokenFault) -> VisitorIdentity {
        let token = try SignedToken(text)
        try checkSignature(of: token, keys)
        return try TokenClaims(token.claims).identity(by: self, isVerified: token.algorithm != .none, now: now)
    }

    /// What the token says of its sender counts for nothing here but to choose among what is set up: a public key is
    /// never taken for a secret, nor a secret for a key.
    private func checkSignature(of token: SignedToken, _ keys: [SigningKey]) throws(TokenFault) {
        let isRight: Bool
        switch token.algorithm {
        case .none:
            guard takesUnsigned else { throw .unsigned }
            isRight = token.signature.isEmpty
        case .hs256:
            guard let secret else { throw .algorithm }
            isRight = constantTimeEqual(hmacSHA256(token.signed, key: secret), token.signature)
        case .rs256, .es256:
            guard hasKeys else { throw .algorithm }
            let kind = token.algorithm == .rs256 ? PublicKey.Kind.rsa : .p256
            let candidates = keys.filter { key in
                key.key.kind == kind && (token.keyID == nil || key.id == nil || key.id == token.keyID)
            }
            guard !candidates.isEmpty else { throw .unknownKey }
            isRight = candidates.contains { $0.key.accepts(token.signature, of: token.signed) }
        }
        guard isRight else { throw .signature }
    }
}
