public import Domain

extension TokenFault {
    /// For programs: the `reason` of a refusal.
    public var reason: String {
        switch self {
        case .tooLong: "too_long"
        case .malformed: "malformed"
        case .header: "header"
        case .algorithm: "algorithm"
        case .unsigned: "unsigned"
        case .unknownKey: "unknown_key"
        case .signature: "signature"
        case .claims: "claims"
        case .repeatedName: "repeated_name"
        case .subjectNotText: "sub_not_text"
        case .expiryNotNumber: "exp_not_number"
        case .startNotNumber: "nbf_not_number"
        case .issuerNotText: "iss_not_text"
        case .audienceNotText: "aud_not_text"
        case .noExpiry: "no_exp"
        case .expiryTooFar: "exp_too_far"
        case .expired: "expired"
        case .notYetValid: "not_yet_valid"
        case .issuer: "wrong_iss"
        case .audience: "wrong_aud"
        case .noSubject: "no_sub"
        }
    }

    /// What is wrong, and what to do.
    var message: String {
        switch self {
        case .tooLong: "The token is too long: \(Self.longestToken) bytes at most."
        case .malformed: "The token is no JSON Web Token in compact form: three parts with dots between."
        case .header: "The token's header (its first part) is no JSON object with alg."
        case .algorithm:
            "The token's alg is not one that is set up: HS256 needs OTVET_JWT_SECRET, RS256 and ES256 need OTVET_JWKS."
        case .unsigned: "The token is not signed; OTVET_IDENTITY_UNSIGNED=on takes such while a site is being built."
        case .unknownKey: "The token is signed with a key (kid) that OTVET_JWKS does not have."
        case .signature: "The token's signature is wrong: compare the secret or the keys of both sides."
        case .claims: "The token's claims (its second part) are no JSON object."
        case .repeatedName: "The token says the same name twice, in its header or among its claims."
        case .subjectNotText: "The token's sub is no text: put it in quotes, also if it is a number."
        case .expiryNotNumber: "The token's exp is no number of Unix seconds: write it without quotes."
        case .startNotNumber: "The token's nbf is no number of Unix seconds: write it without quotes."
        case .issuerNotText: "The token's iss is no text."
        case .audienceNotText: "The token's aud is neither a text nor a list of texts."
        case .noExpiry: "The token has no exp: say when it expires, in Unix seconds."
        case .expiryTooFar: "The token's exp is after the year 9999: it is in Unix seconds, not in milliseconds."
        case .expired: "The token has expired: make a new one, and look at the clocks of both sides."
        case .notYetValid: "The token is not valid yet (nbf, in Unix seconds): look at the clocks of both sides."
        case .issuer: "The token's iss is not OTVET_JWT_ISSUER."
        case .audience: "The token's aud is not OTVET_JWT_AUDIENCE."
        case .noSubject: "The token's sub is missing: a text of 1 to 255 characters that stays the same for a person."
        }
    }
}
