/// An e-mail address that can be written into a command of SMTP and into a header as it is: a plain one in ASCII
/// (RFC 5321 §4.1.2, without quotation marks and without an address of a machine). What a site calls an address may be
/// anything.
public struct MailAddress: Sendable, Equatable {
    public let local: String
    /// In small letters: hosts know no others.
    public let domain: String

    public var text: String { local + "@" + domain }

    /// In bytes (RFC 5321 §4.5.3.1.3 and §4.5.3.1.1).
    public static let longest = 254
    public static let longestLocal = 64

    public init?(_ text: String) {
        guard text.utf8.count <= Self.longest, let sign = text.lastIndex(of: "@") else { return nil }
        let (local, domain) = (text[..<sign], text[text.index(after: sign)...].lowercased())
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard 1...Self.longestLocal ~= local.utf8.count,
            local.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(Self.isAtom),
            labels.count > 1 || domain == "localhost", labels.allSatisfy(Self.isLabel)
        else { return nil }
        self.local = String(local)
        self.domain = domain
    }

    private static func isAtom(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }

    private static func isLabel(_ text: Substring) -> Bool {
        1...63 ~= text.utf8.count && !text.hasPrefix("-") && !text.hasSuffix("-")
            && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
