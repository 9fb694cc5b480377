import Crypto
import Domain

/// What proves that this program wrote something into a mail. Each kind has a seal of its own, so that none passes for
/// another.
enum MailSeal: String {
    /// Opens a conversation.
    case pass
    /// Ends the mail to an address.
    case unsubscribe
    /// Is where replies and returned mails go.
    case reply

    /// The first 16 bytes of an HMAC: nobody guesses them, and the addresses stay short (RFC 2104 §5).
    func bytes(over text: String, key: [UInt8]) -> [UInt8] {
        Array(hmacSHA256("mail \(rawValue) \(text)".utf8, key: key).prefix(16))
    }
}

/// What is kept of an address that gets no mail. The same address in other letters is the same mailbox in practice.
@_spi(Channel) public func mailHash(of address: String) -> [UInt8] { sha256("otvet mail \(address.lowercased())".utf8) }
