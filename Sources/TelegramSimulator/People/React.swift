extension Group {
    /// Somebody sets a reaction; nil removes it.
    public mutating func react(to messageID: Int, with emoji: String?, by actor: Participant) throws(APIError) {
        guard let index = index(ofMessage: messageID) else { throw .badRequest("message to react not found") }
        if let emoji, !Self.reactionEmoji.contains(emoji) { throw .badRequest("REACTION_INVALID") }
        meet(actor)
        let account = actor.account
        let old = messages[index].reactions[account.id]
        guard old != emoji else { return }
        messages[index].reactions[account.id] = emoji
        touch(messages[index].threadID)
        if actor.isMutedBot { return }
        var payload: APIValue = [
            "chat": chatJSON, "message_id": .integer(messageID), "date": .integer(now / 1000),
            "old_reaction": reactionJSON(old), "new_reaction": reactionJSON(emoji),
        ]
        switch actor {
        case .member(let person): payload["user"] = person.json
        case .anonymousAdmin: payload["actor_chat"] = chatJSON
        }
        tell("message_reaction", payload)
    }

    private func reactionJSON(_ emoji: String?) -> APIValue {
        .array(emoji.map { [["type": "emoji", "emoji": .string($0)]] } ?? [])
    }
}
