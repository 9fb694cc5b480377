public import Domain
public import JSON

// The JSON of the product's nouns, the same in answers and in live frames. Described in docs/openapi.json.

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
        object(name) { json in
            json.member("id", ticket.id.description)
            json.member("kind", ticket.kind.rawValue)
            json.member("status", ticket.status.rawValue)
            json.member("subject", ifPresent: ticket.subject)
            json.member("created_at", ticket.createdAt.description)
            json.member("last_message_at", ifPresent: ticket.lastMessageAt?.description)
            json.member("last_message_preview", ifPresent: ticket.lastMessagePreview)
            json.member("unread_count", ticket.unreadByUser)
            if ticket.deliveredUpTo.rawValue > 0 {
                json.member("delivered_up_to", ticket.deliveredUpTo.description)
            }
        }
    }

    private mutating func members(of message: Message) {
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
