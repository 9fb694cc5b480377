/// A user's membership in a chat.
public struct ChatMember: Sendable, Equatable, Decodable {
    public enum Status: String, Sendable { case creator, administrator, member, restricted, left, kicked }

    /// Nil for a status that this program does not know.
    public let status: Status?
    public let user: User
    /// Whether the user is in the chat at present.
    public let isInChat: Bool
    public let canManageTopics: Bool
    public let canDeleteMessages: Bool
    public let canPinMessages: Bool

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        status = fields.lenient("status").flatMap(Status.init(rawValue:))
        user = try fields.decode(User.self, forKey: "user")
        let isCreator = status == .creator
        canManageTopics = isCreator || fields.isTrue("can_manage_topics")
        canDeleteMessages = isCreator || fields.isTrue("can_delete_messages")
        canPinMessages = isCreator || fields.isTrue("can_pin_messages")
        isInChat =
            switch status {
            case .creator, .administrator, .member: true
            case .restricted: fields.isTrue("is_member")
            case .left, .kicked, nil: false
            }
    }
}
