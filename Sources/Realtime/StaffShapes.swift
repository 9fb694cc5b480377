public import Domain
public import JSON

// The JSON of messages and tickets as the staff see them. Described in docs/openapi.json.

extension JSONWriter {
    public mutating func member(_ name: StaticString, staff ticket: Ticket) {
        object(name) { $0.members(staff: ticket) }
    }

    /// A ticket's members, with those that only the staff see.
    public mutating func members(staff ticket: Ticket) {
        members(of: ticket)
        member("user_id", ticket.user.description)
        member("unread_by_agents", ticket.unreadByAgents)
        if ticket.readByUser.rawValue > 0 { member("read_by_user", ticket.readByUser.description) }
        member("waiting_since", ifPresent: ticket.waitingSince?.description)
        member("assigned_agent_id", ifPresent: ticket.assignee?.description)
        member("mailed_up_to", ifPresent: ticket.mailedUpTo?.description)
        member("mail_refusal", ifPresent: ticket.mailRefusal?.rawValue)
    }

    /// A message, with the members that only the staff see.
    public mutating func member(_ name: StaticString, staff message: Message) {
        object(name) { json in
            json.members(of: message)
            json.member("agent_id", ifPresent: message.agent?.description)
        }
    }

    public mutating func member(_ name: StaticString, _ card: UserCard) {
        object(name) { json in
            json.member("id", card.user.id.description)
            json.member("external_id", ifPresent: card.user.externalID)
            if card.user.externalID != nil { json.member("verified", card.user.isVerified) }
            json.member("member_id", ifPresent: card.user.memberID)
            json.member("avatar_url", ifPresent: card.user.avatarURL)
            json.member("name", ifPresent: card.user.name)
            json.member("email", ifPresent: card.user.email)
            json.member("phone", ifPresent: card.user.phone)
            json.member("created_at", card.user.createdAt.description)
            json.member("banned", card.isBanned)
        }
    }

    public mutating func members(of note: Note) {
        member("id", note.id.description)
        member("ticket_id", note.ticket.description)
        member("agent_id", ifPresent: note.agent?.description)
        member("author_name", ifPresent: note.authorName)
        member("text", note.text)
        member("created_at", note.createdAt.description)
        member("client_note_id", ifPresent: note.clientID)
    }
}
