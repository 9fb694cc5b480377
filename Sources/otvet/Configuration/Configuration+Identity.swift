extension Configuration {
    /// How the host site tells who its visitors are.
    struct Identity: Equatable {
        enum KeySet: Equatable {
            case file(String)
            case address(String)
        }

        var secret: String?
        var keySet: KeySet?
        var issuer: String?
        var audience: String?
        var takesUnsigned: Bool

        /// A secret for HS256 has at least 256 bits (RFC 7518 §3.2).
        static let shortestSecret = 32

        init(_ values: Values) throws {
            secret = try values.optional(.jwtSecret, "expected 32 characters or more, and no public key") {
                $0.utf8.count >= Self.shortestSecret && !$0.contains("-----BEGIN") ? $0 : nil
            }
            keySet = try values.optional(
                .jwks, "expected a file, or an https:// address (http:// for this machine only)", Self.keySet)
            issuer = try values.optional(.jwtIssuer, "expected a text") { $0 }
            audience = try values.optional(.jwtAudience, "expected a text") { $0 }
            takesUnsigned = try values.required(.unsignedIdentity, "expected on or off", Configuration.onOff)
        }

        /// Keys that are fetched over an unencrypted network could be anybody's.
        private static func keySet(_ text: String) -> KeySet? {
            if text.hasPrefix("https://") { return text.count > 8 ? .address(text) : nil }
            guard text.hasPrefix("http://") else { return text.contains("://") ? nil : .file(text) }
            let authority = text.dropFirst(7).prefix { $0 != "/" && $0 != "?" }
            let host = Configuration.address(String(authority))?.0 ?? String(authority)
            return isLoopback(host) ? .address(text) : nil
        }
    }

    /// Whether agents' browsers send their cookie only over TLS. Not if the program is reached from this machine alone,
    /// as when somebody tries it: browsers would not keep such a cookie then.
    var hasSecureCookies: Bool {
        tls != nil || publicURL?.origin.hasPrefix("https://") ?? false || !Self.isLoopback(host)
    }

    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }
}
