/// The emoji that bots may use as icons of topics. All others need a group whose owner pays.
struct TopicIcon: Sendable {
    let emoji: String
    let customEmojiID: String

    static let all = [
        TopicIcon(emoji: "📰", customEmojiID: "5434144690511290129"),
        TopicIcon(emoji: "💡", customEmojiID: "5312536423851630001"),
        TopicIcon(emoji: "📝", customEmojiID: "5373251851074415873"),
        TopicIcon(emoji: "💬", customEmojiID: "5417915203100613993"),
        TopicIcon(emoji: "❓", customEmojiID: "5377316857231450742"),
        TopicIcon(emoji: "❗", customEmojiID: "5379748062124056162"),
        TopicIcon(emoji: "✅", customEmojiID: "5237699328843200968"),
        TopicIcon(emoji: "⭐", customEmojiID: "5235579393115438657"),
        TopicIcon(emoji: "🔥", customEmojiID: "5312241539987020022"),
        TopicIcon(emoji: "💰", customEmojiID: "5350452584119279096"),
        TopicIcon(emoji: "🛒", customEmojiID: "5312424913615723286"),
        TopicIcon(emoji: "🤖", customEmojiID: "5309832892262654231"),
    ]

    static func emoji(of customEmojiID: String) -> String? {
        all.first { $0.customEmojiID == customEmojiID }?.emoji
    }

    /// `Sticker`
    var json: APIValue {
        [
            "file_id": .string("CAACAgIAAxk" + customEmojiID), "file_unique_id": .string("AgADi" + customEmojiID),
            "type": "custom_emoji", "width": 100, "height": 100, "is_animated": true, "is_video": false,
            "emoji": .string(emoji), "set_name": "Topics", "custom_emoji_id": .string(customEmojiID),
            "needs_repainting": false,
        ]
    }
}
