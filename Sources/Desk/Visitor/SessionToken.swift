import Crypto

/// The secret of a browser's session: 256 random bits. Only its hash is stored, so a stolen copy of
/// the database opens no conversation.
public struct SessionToken: Sendable {
    /// What the browser sends: base64url.
    public let text: String
    let hash: [UInt8]

    static func random() -> SessionToken {
        let bytes = randomBytes(32)
        return SessionToken(text: base64URL(bytes), hash: sha256(bytes))
    }

    /// Reads what a browser has sent; nil if it can't be a token.
    public init?(_ text: String) {
        guard text.utf8.count == 43, let bytes = base64URLDecode(text) else { return nil }
        self.init(text: text, hash: sha256(bytes))
    }

    private init(text: String, hash: [UInt8]) {
        self.text = text
        self.hash = hash
    }
}
