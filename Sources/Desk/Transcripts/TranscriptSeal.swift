import Crypto
import Domain

/// Who gets a transcript, and so what is in it.
public enum TranscriptAudience: String, Sendable, CaseIterable {
    /// The user whose ticket it is.
    case user
    case staff
    /// The staff, with what they tell each other.
    case staffWithNotes = "notes"
}

/// Proves that this program made a link to one ticket's transcript, for somebody and for a limited time.
struct TranscriptSeal {
    let ticket: TicketID
    /// Whose ticket it is: if it comes to be another user's, the link is void.
    let user: UserID
    let audience: TranscriptAudience
    /// When the link expires, in Unix seconds.
    let until: Int64

    func text(key: [UInt8]) -> String {
        base64URL(hmacSHA256(Array("transcript \(ticket) \(user) \(audience) \(until)".utf8), key: key))
    }

    func isGood(_ text: String, key: [UInt8], now: Timestamp) -> Bool {
        constantTimeEqual(text.utf8, self.text(key: key).utf8) && now.milliseconds / 1000 < until
    }
}
