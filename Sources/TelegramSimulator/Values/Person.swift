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

    /// The account that Telegram shows in place of an anonymous administrator.
    static let groupAnonymousBot = Person(
        id: 1_087_968_824, isBot: true, firstName: "Group", username: "GroupAnonymousBot")

    /// `User`.
    var json: JSONValue {
        var user: JSONValue = ["id": .integer(id), "is_bot": .bool(isBot), "first_name": .string(firstName)]
        user["last_name"] = lastName.map { .string($0) }
        user["username"] = username.map { .string($0) }
        user["language_code"] = languageCode.map { .string($0) }
        return user
    }
}

/// Who does something in the group.
public enum Actor: Sendable, Hashable {
    /// A member; unknown ones join by doing something.
    case member(Person)
    /// An administrator who writes as the group, with the custom title shown as a signature.
    case anonymousAdmin(title: String? = nil)

    /// A member known by name. The id is made from the name, so that one name is always one account.
    public static func named(_ name: String) -> Actor {
        let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return .member(Person(id: 500_000_000 + Int(hash % 400_000_000), firstName: name, languageCode: "en"))
    }

    /// A bot of somebody else. What it writes is not delivered.
    public static func bot(_ name: String) -> Actor {
        guard case .member(var person) = named(name) else { return named(name) }
        person.isBot = true
        person.username = name
        return .member(person)
    }

    var account: Person {
        switch self {
        case .member(let person): person
        case .anonymousAdmin: .groupAnonymousBot
        }
    }
}
