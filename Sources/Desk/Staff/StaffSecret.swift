import Crypto

/// 256 random bits that identify a member of staff or a program: the secret of a session, of a link, or of an
/// API key. Only its hash is stored.
public struct StaffSecret: Sendable {
    /// The prefix of API keys, by which they are recognised wherever they turn up.
    public static let keyPrefix = "otv_"

    /// The text that the client keeps.
    public let text: String
    let hash: [UInt8]

    static func random(prefix: String = "") -> StaffSecret {
        let bytes = randomBytes(32)
        return StaffSecret(text: prefix + base64URL(bytes), hash: sha256(bytes))
    }

    /// Reads a secret that a client has sent; nil if it can't be one.
    public init?(_ text: String, prefix: String = "") {
        guard text.hasPrefix(prefix), text.utf8.count == prefix.utf8.count + 43,
            let bytes = base64URLDecode(text.dropFirst(prefix.count))
        else { return nil }
        self.init(text: text, hash: sha256(bytes))
    }

    private init(text: String, hash: [UInt8]) {
        self.text = text
        self.hash = hash
    }
}
