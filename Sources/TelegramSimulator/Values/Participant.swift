/// Who does something in the group.
public enum Participant: Sendable, Hashable {
    /// A member; unknown ones join by doing something.
    case member(Person)
    /// An administrator who writes as the group, with the custom title shown as a signature.
    case anonymousAdmin(title: String? = nil)

    /// A member known by name. The id is made from the name, so that one name is always one account.
    public static func named(_ name: String) -> Participant {
        let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return .member(Person(id: 500_000_000 + Int(hash % 400_000_000), firstName: name, languageCode: "en"))
    }

    /// A bot of somebody else. What it writes is not delivered.
    public static func bot(_ name: String) -> Participant {
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
