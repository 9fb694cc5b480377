import Crypto

/// 256 random bits that stand for a member of staff or a program: of a browser's session, of a link, of an API key. Only
/// its hash is stored.
public struct StaffSecret: Sendable {
    /// What API keys begin with, so that they are known for what they are wherever they turn up.
    public static let keyPrefix = "otv_"

    /// What the other side keeps.
    public let text: String
    let hash: [UInt8]

    static func random(prefix: String = "") -> StaffSecret {
        let bytes = randomBytes(32)
        return StaffSecret(text: prefix + base64URL(bytes), hash: sha256(bytes))
    }

    /// Reads what somebody showed; nil if it can't be one.
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
