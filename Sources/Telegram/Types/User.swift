/// A person or a bot.
public struct User: Sendable, Equatable, Decodable {
    public let id: Int64
    public let isBot: Bool
    public let firstName: String
    public let lastName: String?
    public let username: String?
    /// Sent only for the bot itself: whether privacy mode is off, so that it sees all
    /// messages without being an administrator.
    public let canReadAllGroupMessages: Bool

    /// First and last name, as clients show them.
    public var name: String {
        guard let lastName, !lastName.isEmpty else { return firstName }
        return firstName.isEmpty ? lastName : "\(firstName) \(lastName)"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        id = try fields.decode(Int64.self, forKey: "id")
        isBot = fields.isTrue("is_bot")
        firstName = fields.lenient("first_name") ?? ""
        lastName = fields.lenient("last_name")
        username = fields.lenient("username")
        canReadAllGroupMessages = fields.isTrue("can_read_all_group_messages")
    }
}
