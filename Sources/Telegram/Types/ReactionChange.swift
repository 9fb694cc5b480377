/// Somebody changed their reactions to a message. Telegram does not tell the topic.
public struct ReactionChange: Sendable, Equatable, Decodable {
    public let chat: Chat
    public let messageID: Int64
    /// Nil for who reacts in the name of a chat.
    public let user: User?
    /// That chat; the group itself for an anonymous administrator.
    public let actorChat: Chat?
    /// The emoji before and after; custom ones and paid ones are left out.
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
