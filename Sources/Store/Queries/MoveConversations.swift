public import Domain

extension Transaction {
    /// The session acts for `user` from now on, under another token: whoever knows the one before, noted on a shared
    /// computer perhaps, has no part in it. Its live connections end.
    public func moveSession(_ session: Session, to user: UserID, tokenHash: [UInt8]) throws {
        try connection.execute(
            "UPDATE sessions SET user_id = ?, token_hash = ? WHERE id = ?", user, tokenHash, session.id)
        notice.interrupted.append(session.user)
    }

    /// All conversations of `old` are those of `new` from now on, with everything that happened in them.
    ///
    /// What happened keeps its numbers, which browsers of `new` may be past already: they are told of each ticket as it is
    /// now, and load what they don't know. Messages are found through their tickets, so their events are changed only to
    /// stay true.
    public func moveConversations(of old: UserID, to new: UserID) throws {
        let tickets = try connection.all("SELECT id FROM tickets WHERE user_id = ?", old) { try $0[0] as TicketID }
        for ticket in tickets {
            try connection.execute(
                "UPDATE events SET user_id = ? WHERE id IN (SELECT id FROM messages WHERE ticket_id = ?)", new, ticket)
            try connection.execute(
                "UPDATE attachments SET user_id = ? WHERE ticket_id = ? AND message_id IS NOT NULL", new, ticket)
        }
        try connection.execute("UPDATE events SET user_id = ? WHERE user_id = ? AND kind <> 'message'", new, old)
        try connection.execute("UPDATE tickets SET user_id = ? WHERE user_id = ?", new, old)
        try connection.execute(
            "UPDATE attachments SET user_id = ? WHERE user_id = ? AND message_id IS NULL", new, old)
        backlog.forget()
        try moveContact(of: old, to: new)
        for ticket in tickets { try recordTicketUpdate(ticket) }
        try markTopicsStale(of: new)
    }

    /// Makes `chat` the user's running conversation, and the one that was it a ticket among others.
    public func setChat(_ chat: TicketID, of user: UserID) throws {
        try connection.execute("UPDATE users SET chat_ticket_id = ? WHERE id = ?", chat, user)
        try connection.execute("UPDATE tickets SET kind = 'chat' WHERE id = ?", chat)
    }

    /// A running conversation goes on as a ticket among others.
    public func makeTicket(of chat: TicketID) throws {
        try connection.execute("UPDATE tickets SET kind = 'ticket' WHERE id = ?", chat)
        try recordTicketUpdate(chat)
    }

    /// Removes a user to whom nothing belongs any more.
    public func removeUser(_ user: UserID) throws {
        try connection.execute("DELETE FROM users WHERE id = ?", user)
    }
}
