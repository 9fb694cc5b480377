/// Who the host site says a visitor is.
public struct VisitorIdentity: Sendable, Equatable {
    /// The site's own id of the person (`sub`).
    public let externalID: String
    /// Whether the site has signed it. Anybody may claim an id that is not signed, so such an id is a
    /// different user than the same id signed.
    public let isVerified: Bool
    public var name: String?
    public var email: String?
    /// An `https:` address.
    public var avatarURL: String?
    public var memberID: String?
    /// What the site says of the person beside that.
    public var attributes: [UserAttribute]

    /// The most Unicode scalars of an id, and of the name of a member.
    public static let longestID = 255
    /// RFC 5321 §4.5.3.1.3 allows 254 bytes.
    public static let longestEmail = 254

    public init(
        externalID: String, isVerified: Bool, name: String? = nil, email: String? = nil, avatarURL: String? = nil,
        memberID: String? = nil, attributes: [UserAttribute] = []
    ) {
        self.externalID = externalID
        self.isVerified = isVerified
        self.name = name
        self.email = email
        self.avatarURL = avatarURL
        self.memberID = memberID
        self.attributes = attributes
    }
}
