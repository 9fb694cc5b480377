/// A group, channel or private conversation.
public struct Chat: Sendable, Equatable, Decodable {
    public enum Kind: String, Sendable { case `private`, group, supergroup, channel }

    public let id: Int64
    /// Nil for a kind that this program does not know.
    public let kind: Kind?
    public let title: String?
    public let username: String?
    /// Whether it is a supergroup with topics.
    public let isForum: Bool

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        id = try fields.decode(Int64.self, forKey: "id")
        kind = fields.lenient("type").flatMap(Kind.init(rawValue:))
        title = fields.lenient("title")
        username = fields.lenient("username")
        isForum = fields.isTrue("is_forum")
    }
}
