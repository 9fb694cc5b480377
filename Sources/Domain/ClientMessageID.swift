/// The id that a client gives a message before sending it, so that a repeated send is recognised.
public struct ClientMessageID: Sendable, Equatable {
    public let text: String

    /// A UUID has 36 characters; the rest is room for clients with ids of another kind.
    public static let maximumLength = 64

    /// Takes 1 to ``maximumLength`` letters, digits, `-`, `_`, `.` and `:`.
    public init(_ text: String) throws(DeskError) {
        let isLegal = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: ":"):
                true
            default: false
            }
        }
        guard isLegal, !text.isEmpty, text.utf8.count <= Self.maximumLength else { throw .invalid(.clientMessageID) }
        self.text = text
    }
}
