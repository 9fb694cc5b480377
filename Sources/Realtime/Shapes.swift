public import Domain
public import JSON

// The JSON of messages and tickets, the same in answers and in live frames. Described in docs/openapi.json.

extension JSONWriter {
    /// A message as its user sees it.
    public mutating func message(_ message: Message) {
        object { $0.members(of: message) }
    }

    public mutating func member(_ name: StaticString, _ message: Message) {
        object(name) { $0.members(of: message) }
    }

    /// A ticket as its user sees it.
    public mutating func member(_ name: StaticString, _ ticket: Ticket?) {
        guard let ticket else { return null(name) }
        object(name) { $0.members(of: ticket) }
    }

    /// A ticket as its user sees it.
    public mutating func ticket(_ ticket: Ticket) {
        object { $0.members(of: ticket) }
    }

    mutating func members(of ticket: Ticket) {
        member("id", ticket.id.description)
        member("kind", ticket.kind.rawValue)
        member("status", ticket.status.rawValue)
        member("subject", ifPresent: ticket.subject)
        member("created_at", ticket.createdAt.description)
        member("last_message_at", ifPresent: ticket.lastMessageAt?.description)
        member("last_message_preview", ifPresent: ticket.lastMessagePreview)
        member("unread_count", ticket.unreadByUser)
        if ticket.deliveredUpTo.rawValue > 0 { member("delivered_up_to", ticket.deliveredUpTo.description) }
        if ticket.readByAgents.rawValue > 0 { member("read_by_agents", ticket.readByAgents.description) }
        member("closed_at", ifPresent: ticket.closedAt?.description)
        member("archived_at", ifPresent: ticket.archivedAt?.description)
        if let rating = ticket.rating {
            object("rating") { json in
                json.member("stars", rating.stars)
                json.member("comment", ifPresent: rating.comment)
            }
        }
    }

    mutating func members(of message: Message) {
        member("id", message.id.description)
        member("ticket_id", message.ticket.description)
        member("author", message.author.rawValue)
        member("author_name", ifPresent: message.authorName)
        member("text", message.text)
        member("created_at", message.createdAt.description)
        member("edited_at", ifPresent: message.editedAt?.description)
        member("client_message_id", ifPresent: message.clientID)
        if !message.spans.isEmpty { array("spans", message.spans) }
        if message.isDeleted { member("deleted", true) }
        if !message.reactions.isEmpty {
            array("reactions") { json in
                for reaction in message.reactions {
                    json.object { json in
                        json.member("emoji", reaction.emoji)
                        json.member("count", reaction.count)
                    }
                }
            }
        }
        array("attachments", message.attachments)
        member("reply_to", ifPresent: message.replyTo?.description)
    }
}
