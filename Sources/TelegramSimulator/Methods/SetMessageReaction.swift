extension Group {
    /// The emoji that can be reactions (ReactionTypeEmoji). Some lack the U+FE0F that a keyboard would add.
    static let reactionEmoji = Set(
        """
        ❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 \
        👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷 😡
        """.split(separator: " ").map(String.init))

    /// `setMessageReaction` → True. A bot has at most one reaction; an empty list removes it.
    mutating func setMessageReaction(_ parameters: Parameters) throws(APIError) -> MethodResult {
        try checkChat(parameters)
        guard let index = parameters.integer("message_id").flatMap(index(ofMessage:)) else {
            throw .badRequest("message to react not found")
        }
        let reactions = try parameters.nested("reaction")?.elements ?? []
        guard reactions.count <= 1 else { throw .badRequest("REACTIONS_TOO_MANY") }
        let emoji = reactions.first?["emoji"]?.string
        guard reactions.isEmpty || emoji.map(Self.reactionEmoji.contains) == true else {
            throw .badRequest("REACTION_INVALID")
        }
        messages[index].reactions[bot.id] = emoji
        touch(messages[index].threadID)
        return .yes
    }
}
