/// A change of somebody's reactions to a message. Telegram does not name the topic.
public struct ReactionChange: Sendable, Equatable, Decodable {
    public let chat: Chat
    public let messageID: Int64
    /// Nil if the reaction is in the name of a chat.
    public let user: User?
    /// The chat in whose name it is; for an anonymous administrator, the group itself.
    public let actorChat: Chat?
    /// The emoji before and after. Custom and paid reactions are left out.
    public let old: [String]
    public let new: [String]

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        chat = try fields.decode(Chat.self, forKey: "chat")
        messageID = try fields.decode(Int64.self, forKey: "message_id")
        user = fields.lenient("user")
        actorChat = fields.lenient("actor_chat")
        old = fields.elements("old_reaction").map { (reaction: EmojiReaction) in reaction.emoji }
        new = fields.elements("new_reaction").map { (reaction: EmojiReaction) in reaction.emoji }
    }
}

private struct EmojiReaction: Decodable {
    let emoji: String
}
