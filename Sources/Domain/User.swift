/// A person who asks: anonymous, or identified by the host site.
public struct User: Sendable, Equatable {
    public let id: UserID
    /// Who the host site says this is (`sub` of its token); nil while anonymous.
    public let externalID: String?
    public let name: String?
    public let email: String?
    public let createdAt: Timestamp
    public let avatarURL: String?
    public let memberID: String?
    /// Whether the host site has signed who this is.
    public let isVerified: Bool
    /// The telephone number that the visitor gave in the contact form. Nobody vouches for it.
    public let phone: String?

    /// The most characters of a name: together with a number it fits into the name of a topic.
    public static let longestName = 100

    public init(
        id: UserID, externalID: String?, name: String?, email: String?, createdAt: Timestamp, avatarURL: String? = nil,
        memberID: String? = nil, isVerified: Bool = false, phone: String? = nil
    ) {
        self.id = id
        self.externalID = externalID
        self.name = name
        self.email = email
        self.createdAt = createdAt
        self.avatarURL = avatarURL
        self.memberID = memberID
        self.isVerified = isVerified
        self.phone = phone
    }
}

/// One browser's right to act for a user. Its token is known to that browser only; the store keeps a hash.
public struct Session: Sendable, Equatable {
    public let id: SessionID
    public let user: UserID
    public let expiresAt: Timestamp

    /// A session lives for this time after its last renewal: long enough for a customer who comes back next season.
    public static let lifetime: Duration = .seconds(180 * 86_400)
    /// The same for a session in which nothing was written and the user was not identified: somebody who only looked at
    /// a page leaves nothing behind the next day.
    public static let unusedLifetime: Duration = .seconds(86_400)

    public init(id: SessionID, user: UserID, expiresAt: Timestamp) {
        self.id = id
        self.user = user
        self.expiresAt = expiresAt
    }
}

/// A member of staff.
public struct Agent: Sendable, Equatable {
    public let id: AgentID
    /// The name that visitors see beside this agent's answers.
    public let name: String

    public init(id: AgentID, name: String) {
        self.id = id
        self.name = name
    }
}

/// The page a visitor is on and the browser they use, which the visitor card shows to the staff.
public struct VisitorContext: Sendable, Equatable {
    public var pageURL: String?
    public var pageTitle: String?
    public var referrer: String?
    public var userAgent: String?
    public var locale: String?

    /// The most Unicode scalars kept of each part: enough for a link, and too little to fill a disk with.
    public static let maximumLength = 500

    public init(
        pageURL: String? = nil, pageTitle: String? = nil, referrer: String? = nil, userAgent: String? = nil,
        locale: String? = nil
    ) {
        func bounded(_ text: String?) -> String? {
            guard let text, !text.isEmpty else { return nil }
            return text.prefix(scalars: Self.maximumLength)
        }
        self.pageURL = bounded(pageURL)
        self.pageTitle = bounded(pageTitle)
        self.referrer = bounded(referrer)
        self.userAgent = bounded(userAgent)
        self.locale = bounded(locale)
    }
}
