extension Group {
    /// Gives the bot these rights of an administrator, and tells it so.
    public mutating func grant(_ rights: Rights, by actor: Participant = .named("Owner")) {
        changeBot(by: actor) { $0.rights = rights }
    }

    /// Removes the bot. Its calls are refused, and it gets no more updates than this until ``readmitBot(by:)``.
    public mutating func dismissBot(by actor: Participant = .named("Owner")) {
        changeBot(by: actor) { $0.isBotMember = false }
    }

    /// Lets the bot in again with its former rights.
    public mutating func readmitBot(by actor: Participant = .named("Owner")) {
        changeBot(by: actor) { $0.isBotMember = true }
    }

    private mutating func changeBot(by actor: Participant, _ change: (inout Group) -> Void) {
        let old = member(bot)
        change(&self)
        let new = member(bot)
        guard new != old else { return }
        updates.add(
            "my_chat_member",
            [
                "chat": chatJSON, "from": actor.account.json, "date": .integer(now / 1000), "old_chat_member": old,
                "new_chat_member": new,
            ])
    }

    /// `ChatMember` of one of the bots: an administrator with its rights, or kicked. All
    /// bots share rights and membership.
    func member(_ bot: Person) -> APIValue {
        guard isBotMember else { return MemberStatus.kicked.json(bot) }
        var json = MemberStatus.administrator.json(bot)
        json["can_delete_messages"] = .bool(rights.deleteMessages)
        json["can_pin_messages"] = .bool(rights.pinMessages)
        json["can_manage_topics"] = .bool(rights.manageTopics)
        return json
    }
}
