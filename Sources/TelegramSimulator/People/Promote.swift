extension Group {
    /// Makes somebody an administrator, a mere member, or no member; the bot is told (`chat_member`) if it asked for it.
    public mutating func set(_ status: MemberStatus, of participant: Participant, by actor: Participant) {
        guard case .member(let person) = participant, person.id != bot.id else { return }
        let old = self.status(of: person)
        meet(participant)
        statuses[person.id] = status
        guard old != status else { return }
        updates.add(
            "chat_member",
            [
                "chat": chatJSON, "from": actor.account.json, "date": .integer(now / 1000),
                "old_chat_member": old.json(person), "new_chat_member": status.json(person),
            ])
    }

    func status(of person: Person) -> MemberStatus {
        statuses[person.id] ?? (members[person.id] == nil ? .left : .member)
    }
}
