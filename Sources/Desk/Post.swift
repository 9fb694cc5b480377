import Domain
import Store

extension Transaction {
    /// The one way in: a message, its event, the ticket's counters and its new status.
    func post(_ draft: MessageDraft, ticket id: TicketID, now: Timestamp) throws -> (message: Message, ticket: Ticket) {
        let before = try read.existing(id)
        let message = try insert(draft, ticket: id, user: before.user, now: now)
        let after = before.after(message)
        try setStatus(after.status, of: before)
        return (message, after)
    }
}

extension Reader {
    func existing(_ id: TicketID) throws -> Ticket {
        guard let ticket = try ticket(id) else { throw DeskError.notFound }
        return ticket
    }
}
