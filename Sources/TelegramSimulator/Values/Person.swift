/// A Telegram account: a person or a bot.
public struct Person: Sendable, Hashable {
    public var id: Int
    public var isBot: Bool
    public var firstName: String
    public var lastName: String?
    public var username: String?
    public var languageCode: String?

    public init(
        id: Int, isBot: Bool = false, firstName: String, lastName: String? = nil, username: String? = nil,
        languageCode: String? = nil
    ) {
        self.id = id
        self.isBot = isBot
        self.firstName = firstName
        self.lastName = lastName
        self.username = username
        self.languageCode = languageCode
    }

    /// The account that stands for an anonymous administrator.
    static let groupAnonymousBot = Person(
        id: 1_087_968_824, isBot: true, firstName: "Group", username: "GroupAnonymousBot")

    /// `User`.
    var json: APIValue {
        var user: APIValue = ["id": .integer(id), "is_bot": .bool(isBot), "first_name": .string(firstName)]
        user["last_name"] = lastName.map { .string($0) }
        user["username"] = username.map { .string($0) }
        user["language_code"] = languageCode.map { .string($0) }
        return user
    }
}
