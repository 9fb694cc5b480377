public import Domain
public import Store

extension Transaction {
    /// The one way in: a message, its event, the ticket's counters and its new status.
    @_spi(Channel) public func post(
        _ draft: MessageDraft, ticket id: TicketID, now: Timestamp
    ) throws -> (message: Message, ticket: Ticket) {
        try post(draft, in: read.existing(id), now: now)
    }

    func post(_ draft: MessageDraft, in before: Ticket, now: Timestamp) throws -> (message: Message, ticket: Ticket) {
        let message = try insert(draft, ticket: before.id, user: before.user, now: now)
        try setStatus(before.status.after(messageFrom: draft.author), of: before, now: now)
        return (message, try read.existing(before.id))
    }
}

extension Reader {
    /// The ticket of this user. Somebody else's does not exist.
    func own(_ id: TicketID, _ user: UserID) throws -> Ticket {
        guard let ticket = try ticket(id, of: user) else { throw DeskError.notFound }
        return ticket
    }

    @_spi(Channel) public func existing(_ id: TicketID) throws -> Ticket {
        guard let ticket = try ticket(id) else { throw DeskError.notFound }
        return ticket
    }
}
