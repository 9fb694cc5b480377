public import Domain

/// What the search is to forget.
public struct SearchRemovals: Sendable, Equatable {
    /// A note goes by its id, as a message does.
    public var messages: [MessageID] = []
    public var tickets: [TicketID] = []
    public var users: [UserID] = []

    public var count: Int { messages.count + tickets.count + users.count }
    public var isEmpty: Bool { count == 0 }
}

extension Reader {
    public func searchRemovals(limit: Int) throws -> SearchRemovals {
        var removals = SearchRemovals()
        let rows = try connection.all("SELECT kind, id FROM search_removals LIMIT ?", limit) { row in
            (kind: try row[0] as String, id: try row[1] as Int64)
        }
        for row in rows {
            switch row.kind {
            case "message": removals.messages.append(MessageID(rawValue: row.id))
            case "ticket": removals.tickets.append(TicketID(rawValue: row.id))
            default: removals.users.append(UserID(rawValue: row.id))
            }
        }
        return removals
    }
}

extension Transaction {
    /// The search has forgotten these, and nothing is left of them in its file.
    public func remove(_ removals: SearchRemovals) throws {
        for id in removals.messages {
            try connection.execute("DELETE FROM search_removals WHERE kind = 'message' AND id = ?", id)
        }
        for id in removals.tickets {
            try connection.execute("DELETE FROM search_removals WHERE kind = 'ticket' AND id = ?", id)
        }
        for id in removals.users {
            try connection.execute("DELETE FROM search_removals WHERE kind = 'user' AND id = ?", id)
        }
        notice.requested.insert(.erasing)
    }

    /// Notes that the search is to forget a ticket's subject, messages and notes. Returns how many there are.
    func forgetInSearch(_ ticket: TicketID) throws -> (messages: Int, notes: Int) {
        func count(_ body: () throws -> Void) rethrows -> Int {
            let changes = connection.totalChanges
            try body()
            return Int(connection.totalChanges - changes)
        }
        let messages = try count {
            try connection.execute(
                "INSERT INTO search_removals SELECT 'message', id FROM messages WHERE ticket_id = ? ON CONFLICT DO NOTHING",
                ticket)
        }
        let notes = try count {
            try connection.execute(
                "INSERT INTO search_removals SELECT 'message', id FROM notes WHERE ticket_id = ? ON CONFLICT DO NOTHING",
                ticket)
        }
        try connection.execute(
            "INSERT INTO search_removals VALUES ('ticket', ?) ON CONFLICT DO NOTHING", ticket)
        notice.requested.insert(.indexing)
        return (messages, notes)
    }

    /// Notes that the search is to forget a user's name, address and ids.
    func forgetInSearch(_ user: UserID) throws {
        try connection.execute("DELETE FROM unindexed_users WHERE user_id = ?", user)
        try connection.execute("INSERT INTO search_removals VALUES ('user', ?) ON CONFLICT DO NOTHING", user)
        notice.requested.insert(.indexing)
    }
}
