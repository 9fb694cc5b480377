/// Why a site's token does not tell who a visitor is. For the site's developer: visitors never see it.
public enum TokenFault: String, Error, Sendable, CaseIterable {
    case tooLong, malformed, algorithm, unsigned, unknownKey, signature, noExpiry, expired, notYetValid, issuer,
        audience
    case noSubject

    /// What is wrong, and what to do.
    public var message: String {
        switch self {
        case .tooLong: "The token is too long: \(Self.longestToken) bytes at most."
        case .malformed: "The token is no JSON Web Token in compact form: three parts with dots between."
        case .algorithm:
            "The token's alg is not one that is set up: HS256 needs OTVET_JWT_SECRET, RS256 and ES256 need OTVET_JWKS."
        case .unsigned: "The token is not signed; OTVET_IDENTITY_UNSIGNED=on takes such while a site is being built."
        case .unknownKey: "The token is signed with a key (kid) that OTVET_JWKS does not have."
        case .signature: "The token's signature is wrong: compare the secret or the keys of both sides."
        case .noExpiry: "The token has no exp: say when it expires, in Unix seconds."
        case .expired: "The token has expired: make a new one, and look at the clocks of both sides."
        case .notYetValid: "The token is not valid yet (nbf): look at the clocks of both sides."
        case .issuer: "The token's iss is not OTVET_JWT_ISSUER."
        case .audience: "The token's aud is not OTVET_JWT_AUDIENCE."
        case .noSubject: "The token's sub is missing: a text of 1 to 255 characters that stays the same for a person."
        }
    }

    /// Bytes of a token: more than any cookie holds, and little enough to check at once.
    public static let longestToken = 16 * 1024
}
