/// Somebody who acts in the group.
public enum Participant: Sendable, Hashable {
    /// A member. Unknown people join when they act.
    case member(Person)
    /// An administrator who writes as the group. The custom title is shown as a signature.
    case anonymousAdmin(title: String? = nil)

    /// A member known by name. The id is derived from the name, so that a name always means the same account.
    public static func named(_ name: String) -> Participant {
        let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return .member(Person(id: 500_000_000 + Int(hash % 400_000_000), firstName: name, languageCode: "en"))
    }

    /// A bot of somebody else. What it writes is not delivered to the program's bots.
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
