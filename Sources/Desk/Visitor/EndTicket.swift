public import Domain
import Store

extension Desk {
    /// The visitor says that it is done, or that it is not. The topic follows.
    public func setClosed(_ isClosed: Bool, _ id: TicketID, by token: SessionToken) async throws -> Ticket {
        let now = clock()
        let isMirrored = group != nil
        return try await store.write { transaction in
            let state = try transaction.read.valid(token, at: now)
            let ticket = try transaction.read.own(id, state.user.id)
            guard ticket.status.isClosed != isClosed else { return ticket }
            guard isClosed || !state.isBanned else { throw DeskError.banned }
            try transaction.setStatus(isClosed ? .closed : .open, of: ticket, now: now)
            if isMirrored {
                let line = isClosed ? "Closed by the visitor." : "Opened again by the visitor."
                try transaction.enqueueNotice(line, ticket: id)
            }
            return try transaction.read.existing(id)
        }
    }

    /// The visitor says what they thought of it; a later rating replaces an earlier one.
    public func rate(_ id: TicketID, _ rating: Rating, by token: SessionToken) async throws -> Ticket {
        let now = clock()
        let isMirrored = group != nil
        return try await store.write { transaction in
            let state = try transaction.read.valid(token, at: now)
            let ticket = try transaction.read.own(id, state.user.id)
            guard !state.isBanned else { throw DeskError.banned }
            guard ticket.rating != rating else { return ticket }
            try transaction.rate(id, rating, now: now)
            if isMirrored {
                let stars = (1...5).map { $0 <= rating.stars ? "★" : "☆" }.joined()
                let lines = ["Rated \(stars)", rating.comment].compactMap { $0 }
                try transaction.enqueueNotice(lines.joined(separator: "\n"), ticket: id)
            }
            return try transaction.read.existing(id)
        }
    }
}
