public import Domain
public import Store

extension Desk {
    /// A page of a visitor's tickets, with the statistics of all of them.
    public struct OwnTickets: Sendable {
        public let page: TicketPage<Ticket, TicketID>
        public let statistics: TicketStatistics
        public let cursor: Cursor
    }

    /// The visitor's tickets, newest first.
    ///
    /// - Throws: ``DeskError/unauthorized``
    public func tickets(
        of token: SessionToken, archived: Bool, after key: TicketID?, limit: Int
    ) throws -> OwnTickets {
        try store.read { reader in
            let user = try reader.valid(token, at: clock()).user.id
            return OwnTickets(
                page: try reader.tickets(of: user, archived: archived, after: key, limit: limit),
                statistics: try reader.statistics(of: user), cursor: try reader.cursor())
        }
    }

    /// One of the visitor's tickets with its newest `limit` messages, or with those before `before`.
    ///
    /// - Throws: ``DeskError/unauthorized``; ``DeskError/notFound`` for a ticket that is not the visitor's.
    public func conversation(
        in ticket: TicketID, of token: SessionToken, before: MessageID? = nil, limit: Int
    ) throws -> Conversation {
        try store.read { reader in
            let state = try reader.valid(token, at: clock())
            let ticket = try reader.own(ticket, state.user.id)
            return Conversation(
                state: state, ticket: ticket, history: try reader.history(of: ticket.id, before: before, limit: limit),
                cursor: try reader.cursor())
        }
    }

    /// Opens a ticket with a subject and its first message.
    ///
    /// - Throws: ``DeskError/unauthorized``, ``DeskError/banned``, and ``DeskError/invalid(_:)`` for a file that is not
    ///   the visitor's or was sent before.
    public func openTicket(
        _ subject: String, _ message: UserMessage, by token: SessionToken
    ) async throws -> PostedMessage {
        let now = clock()
        let isMirrored = isMirrored
        let away = awayReplies(at: now)
        return try await store.write { transaction in
            let state = try transaction.read.valid(token, at: now)
            guard !state.isBanned else { throw DeskError.banned }
            let (session, user) = (state.session.id, state.user.id)
            if let clientID = message.clientID,
                let known = try transaction.read.ticket(clientID: clientID, of: user),
                let sent = try transaction.read.message(clientID: clientID, in: known)
            {
                let ticket = try transaction.read.existing(known)
                return PostedMessage(session: session, message: sent, ticket: ticket, isRepeat: true)
            }
            try transaction.renewSession(session, context: message.context, now: now)
            let id = try transaction.openTicket(for: user, subject: subject, clientID: message.clientID, now: now)
            let draft = MessageDraft(
                author: .user, text: message.text, authorName: state.user.name, clientID: message.clientID,
                attachments: message.attachments)
            let posted = try transaction.post(draft, ticket: id, now: now)
            try transaction.keep(message.pages, of: session, now: now)
            if isMirrored { try transaction.enqueueDelivery(of: posted.message, by: user, from: message.network) }
            let answered = try transaction.replyAway(
                away, in: posted.ticket, isMirrored: isMirrored, from: message.network, now: now)
            return PostedMessage(
                session: session, message: posted.message, ticket: answered ?? posted.ticket, isRepeat: false)
        }
    }
}
