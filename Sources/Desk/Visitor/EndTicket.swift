public import Domain
import Store
import Words

extension Desk {
    /// The visitor says that it is done, or that it is not. The topic follows.
    ///
    /// - Parameter network: Where they are, as ``networkKey(of:)`` names it.
    public func setClosed(
        _ isClosed: Bool, _ id: TicketID, by token: SessionToken, from network: Int64? = nil
    ) async throws -> Ticket {
        let now = clock()
        let isMirrored = isMirrored
        let words = words
        let changed = try await store.write { transaction in
            let state = try transaction.read.valid(token, at: now)
            let ticket = try transaction.read.own(id, state.user.id)
            guard ticket.status.isClosed != isClosed else { return ticket }
            guard isClosed || !state.isBanned else { throw DeskError.banned }
            try transaction.setStatus(isClosed ? .closed : .open, of: ticket, now: now)
            if isMirrored {
                let line = isClosed ? words.closedByVisitor : words.reopenedByVisitor
                try transaction.enqueuePassingNotice(line, ticket: id, from: network)
            }
            return try transaction.read.existing(id)
        }
        Log.status(changed, by: "user")
        return changed
    }

    /// The visitor says what they thought of it; a later rating replaces an earlier one.
    ///
    /// - Parameter network: Where they are, as ``networkKey(of:)`` names it.
    public func rate(
        _ id: TicketID, _ rating: Rating, by token: SessionToken, from network: Int64? = nil
    ) async throws -> Ticket {
        let now = clock()
        let isMirrored = isMirrored
        let words = words
        return try await store.write { transaction in
            let state = try transaction.read.valid(token, at: now)
            let ticket = try transaction.read.own(id, state.user.id)
            guard !state.isBanned else { throw DeskError.banned }
            guard ticket.rating != rating else { return ticket }
            try transaction.rate(id, rating, now: now)
            if isMirrored {
                let lines = [words.rated(rating.stars), rating.comment.map { words.claimed($0) }]
                    .compactMap { $0 }
                try transaction.enqueuePassingNotice(lines.joined(separator: "\n"), ticket: id, from: network)
            }
            return try transaction.read.existing(id)
        }
    }
}
