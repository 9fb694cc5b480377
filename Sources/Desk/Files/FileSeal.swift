import Crypto
import Domain

/// Proves that this program made a link to one file, for one purpose and for a limited time.
struct FileSeal {
    enum Purpose: String {
        case read, bring
    }

    private let purpose: Purpose
    private let attachment: AttachmentID
    /// When the link expires, in Unix seconds.
    let until: Int64

    init(_ purpose: Purpose, _ attachment: AttachmentID, until: Int64) {
        self.purpose = purpose
        self.attachment = attachment
        self.until = until
    }

    func text(key: [UInt8]) -> String {
        base64URL(hmacSHA256(Array("\(purpose) \(attachment) \(until)".utf8), key: key))
    }

    func isGood(_ text: String, key: [UInt8], now: Timestamp) -> Bool {
        constantTimeEqual(text.utf8, self.text(key: key).utf8) && now.milliseconds / 1000 < until
    }
}
