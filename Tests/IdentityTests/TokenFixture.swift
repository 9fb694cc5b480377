import Crypto
import Domain

@testable import Identity

/// A site that makes tokens.
struct Site {
    static let secret = Array("a secret of the tests, 32 bytes or more".utf8)
    /// In Unix seconds; every token here is judged at this time.
    static let now: Int64 = 1_900_000_000
    static var time: Timestamp { Timestamp(milliseconds: now * 1000) }

    static var rules: TokenRules {
        var rules = TokenRules()
        rules.secret = secret
        return rules
    }

    static func token(
        _ claims: String, header: String = #"{"alg":"HS256","typ":"JWT"}"#, secret: [UInt8] = secret
    ) -> String {
        let signed = base64URL(header.utf8) + "." + base64URL(claims.utf8)
        return signed + "." + base64URL(hmacSHA256(Array(signed.utf8), key: secret))
    }

    static func unsigned(_ claims: String) -> String {
        base64URL(#"{"alg":"none"}"#.utf8) + "." + base64URL(claims.utf8) + "."
    }
}

/// What comes of a token: who the visitor is, or why that is not known.
func judge(
    _ token: String, _ rules: TokenRules = Site.rules, keys: [SigningKey] = [], at seconds: Int64 = Site.now
) -> Result<VisitorIdentity, TokenFault> {
    Result { () throws(TokenFault) in
        try rules.identity(in: token, keys: keys, now: Timestamp(milliseconds: seconds * 1000))
    }
}

extension Result {
    var fault: Failure? { if case .failure(let fault) = self { fault } else { nil } }
}
