extension Group {
    /// Makes somebody an administrator, an ordinary member or not a member. The bot gets
    /// `chat_member` if it has asked for it.
    public mutating func set(_ status: MemberStatus, of participant: Participant, by actor: Participant) {
        guard case .member(let person) = participant, !bots.contains(person) else { return }
        let old = self.status(of: person)
        meet(participant)
        statuses[person.id] = status
        guard old != status else { return }
        tell(
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
