/// The id that a client makes up for a message, a ticket or a note before sending it, so that a repeat is recognised.
public struct ClientID: Sendable, Equatable {
    public let text: String

    /// A UUID has 36 characters; the rest is room for other habits.
    public static let maximumLength = 64

    /// Letters, digits, `-`, `_`, `.` and `:`; nil for anything else.
    public init?(_ text: String) {
        let isLegal = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: ":"):
                true
            default: false
            }
        }
        guard isLegal, !text.isEmpty, text.utf8.count <= Self.maximumLength else { return nil }
        self.text = text
    }
}
