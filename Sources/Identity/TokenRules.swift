import Crypto
public import Domain

/// Which tokens of a site are believed.
public struct TokenRules: Sendable, Equatable {
    /// The secret with which the site signs by HS256.
    public var secret: [UInt8]?
    /// Whether the site has a key set for RS256 and ES256.
    public var hasKeys = false
    /// The issuer that `iss` must name; nil allows any.
    public var issuer: String?
    /// The audience that `aud` must name or contain; nil allows any.
    public var audience: String?
    /// Whether unsigned tokens are believed too, which is meant for the time while a site is being built.
    public var takesUnsigned = false

    /// How far the clocks of the two sides may differ.
    public static let clockSkew = Duration.seconds(60)

    public init() {}

    /// Whether any token can be believed.
    public var isOpen: Bool { secret != nil || hasKeys || takesUnsigned }

    /// Who the visitor is, according to the token.
    ///
    /// - Parameter keys: The keys of the site's key set.
    public func identity(in text: String, keys: [SigningKey], now: Timestamp) throws(TokenFault) -> VisitorIdentity {
        let token = try SignedToken(text)
        try checkSignature(of: token, keys)
        return try TokenClaims(token.claims).identity(by: self, isVerified: token.algorithm != .none, now: now)
    }

    /// Checks the signature. The token's header only chooses among the methods that are set up: a public key is never
    /// used as a secret, nor a secret as a key.
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
