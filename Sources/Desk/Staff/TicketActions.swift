public import Domain
public import Store
import Words

// The staff's actions on a ticket in the panel, other than answering.

extension Desk {
    /// The actions that set the status of a ticket, whatever it is.
    public enum StatusAction: String, Sendable, CaseIterable {
        case close, reopen, archive
        case markAnswered = "mark_answered"
    }

    /// To whom a ticket is assigned.
    public enum Assignment: Sendable, Equatable {
        case nobody
        case agent(AgentID)
    }

    public struct PostedNote: Sendable {
        public let note: Note
        /// Whether the note was sent before under the same client id.
        public let isRepeat: Bool
    }

    /// Adds a note for colleagues. The topic shows it too.
    ///
    /// - Throws: ``DeskError/notFound``
    public func note(
        _ text: MessageText, clientID: ClientID? = nil, in id: TicketID, by agent: Agent?
    ) async throws -> PostedNote {
        let words = words
        return try await handle(id) { transaction, ticket, now in
            if let clientID, let sent = try transaction.read.note(clientID: clientID, in: id, by: agent?.id) {
                return (PostedNote(note: sent, isRepeat: true), nil)
            }
            let note = try transaction.addNote(
                text.text, ticket: ticket.id, agent: agent?.id, authorName: agent?.name, clientID: clientID, now: now)
            let line = "📝 \(words.inPanel(agent?.name ?? words.support)): \(text.text)"
            return (PostedNote(note: note, isRepeat: false), line)
        }
    }

    /// Sets the status of a ticket. The topic is told if that closes or reopens it.
    ///
    /// - Throws: ``DeskError/notFound``
    public func setStatus(_ action: StatusAction, of id: TicketID, by actor: StaffActor) async throws -> Ticket {
        let words = words
        let who = words.inPanel(actor.agent?.name ?? words.team)
        let changed = try await handle(id) { transaction, ticket, now in
            let status: TicketStatus =
                switch action {
                case .close: .closed
                case .reopen: .open
                case .archive: .archived
                case .markAnswered: .answered
                }
            guard status != ticket.status else { return (ticket, nil) }
            try transaction.setStatus(status, of: ticket, now: now)
            try transaction.audit(AuditAction(status), of: .ticket(id), by: actor, now: now)
            let line: String? =
                switch (ticket.status.isClosed, status.isClosed) {
                case (false, true): words.closed(who)
                case (true, false): words.reopened(who)
                default: nil
                }
            return (try transaction.read.existing(id), line)
        }
        Log.status(changed, by: "agent")
        return changed
    }

    /// Assigns a ticket.
    ///
    /// - Throws: ``DeskError/notFound`` if there is no such ticket or agent.
    public func assign(
        _ id: TicketID, to assignment: Assignment, by actor: StaffActor
    ) async throws -> TicketListing {
        let words = words
        return try await handle(id) { transaction, ticket, now in
            var agent: Agent?
            if case .agent(let id) = assignment {
                guard let found = try transaction.read.agent(id) else { throw DeskError.notFound }
                agent = found
            }
            if ticket.assignee != agent?.id {
                try transaction.assign(id, to: agent?.id)
                try transaction.audit(
                    agent == nil ? .ticketUnassigned : .ticketAssigned, of: .ticket(id), detail: agent?.name,
                    by: actor, now: now)
            }
            guard let listing = try transaction.read.listing(id) else { throw DeskError.notFound }
            let line = agent.map { words.takes($0.name) } ?? words.nobodyTakes
            return (listing, ticket.assignee == agent?.id ? nil : line)
        }
    }

    /// Gives the ticket's user another name.
    ///
    /// - Throws: ``DeskError/notFound``
    public func rename(userOf id: TicketID, to name: String, by actor: StaffActor) async throws -> UserCard {
        try await handle(id) { transaction, ticket, now in
            try transaction.setName(name, of: ticket.user)
            try transaction.audit(.userRenamed, of: .ticket(id), by: actor, now: now)
            return (try transaction.read.existingCard(ticket.user), nil)
        }
    }

    /// Bans or unbans the ticket's user. The topic is told, if there is one.
    ///
    /// - Throws: ``DeskError/notFound``
    public func setBanned(_ isBanned: Bool, userOf id: TicketID, by actor: StaffActor) async throws -> UserCard {
        let words = words
        return try await handle(id) { transaction, ticket, now in
            let before = try transaction.read.existingCard(ticket.user)
            guard before.isBanned != isBanned else { return (before, nil) }
            let parked = try transaction.read.parkedMessages(of: id)
            try transaction.setBanned(isBanned, user: ticket.user, now: now)
            try transaction.audit(isBanned ? .userBanned : .userUnbanned, of: .ticket(id), by: actor, now: now)
            // A topic is not created only to say that.
            guard try transaction.read.hasTopic(id) else {
                return (try transaction.read.existingCard(ticket.user), nil)
            }
            let end = [words.unbanned] + (parked == 0 ? [] : [words.parkedBefore(parked)])
            let line =
                isBanned
                ? words.banned(words.inPanel(actor.agent?.name ?? words.team)) : end.joined(separator: " ")
            return (try transaction.read.existingCard(ticket.user), line)
        }
    }

    /// Notes that the staff have read the ticket up to `message`. Returns how many
    /// messages of the user are still unread.
    ///
    /// - Throws: ``DeskError/notFound``
    public func markRead(upTo message: MessageID, inStaffs id: TicketID) async throws -> Int {
        try await handle(id) { transaction, ticket, _ in
            (try transaction.markReadByAgents(ticket, upTo: message), nil)
        }
    }

    /// Changes a ticket, and posts the line that `body` returns beside its result to the topic.
    private func handle<Result: Sendable>(
        _ id: TicketID, _ body: @escaping @Sendable (Transaction, Ticket, Timestamp) throws -> (Result, String?)
    ) async throws -> Result {
        let now = clock()
        let isMirrored = isMirrored
        return try await store.write { transaction in
            let (result, line) = try body(transaction, transaction.read.existing(id), now)
            if let line, isMirrored { try transaction.enqueueNotice(line, ticket: id) }
            return result
        }
    }
}

extension Reader {
    fileprivate func existingCard(_ user: UserID) throws -> UserCard {
        guard let card = try card(of: user) else { throw DeskError.notFound }
        return card
    }
}
