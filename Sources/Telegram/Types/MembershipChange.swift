/// Somebody, or the bot itself, was added to a chat, removed from it, or given other rights.
public struct MembershipChange: Sendable, Equatable, Decodable {
    public let chat: Chat
    /// Who did it.
    public let from: User
    public let old: ChatMember
    public let new: ChatMember

    enum CodingKeys: String, CodingKey {
        case chat, from
        case old = "old_chat_member"
        case new = "new_chat_member"
    }
}
