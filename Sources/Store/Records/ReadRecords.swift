public import Domain

extension DatabaseCopy {
    /// Runs `body` on one snapshot, if it is the database of a server that runs and no copy.
    public func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
        try connection.run(script: "BEGIN; SELECT count(*) FROM sqlite_schema")
        // Only reading: ending the transaction lets go of the snapshot, and can't fail in a way that matters.
        defer { try? connection.run(script: "COMMIT") }
        return try body()
    }

    /// Asks what the program itself asks.
    public func read<Result>(_ body: (Reader) throws -> Result) rethrows -> Result {
        try body(Reader(connection: connection))
    }

    /// Gives each record of a kind to `body`, in their order, holding one in memory at a time: the values of its members,
    /// and of what an import supplies.
    public func forEachRecord(
        of kind: RecordKind, in scope: RecordScope, _ body: ([RecordValue], RecordValue?) throws -> Void
    ) throws {
        guard let selection = kind.selection(in: scope) else { return }
        let statement = try PreparedStatement(selection, on: connection)
        try statement.forEach(scope.id.map { [.integer($0)] } ?? []) { row in
            let values = try kind.members.map { _ in try row.next() as RecordValue }
            try body(values, kind.supplied == nil ? nil : try row.next())
        }
    }

    /// The next tickets of a scope, the newest first.
    public func tickets(in scope: RecordScope, before id: TicketID?, limit: Int) throws -> [Ticket] {
        let last = id ?? TicketID(rawValue: .max)
        let read: (inout Row) throws -> Ticket = Ticket.init
        return switch scope {
        case .everything:
            try connection.all(
                "SELECT \(Ticket.columns) FROM tickets WHERE id < ? ORDER BY id DESC LIMIT ?", last, limit, read: read)
        case .user(let user):
            try connection.all(
                "SELECT \(Ticket.columns) FROM tickets WHERE user_id = ? AND id < ? ORDER BY id DESC LIMIT ?", user,
                last, limit, read: read)
        case .ticket(let ticket):
            try connection.all(
                "SELECT \(Ticket.columns) FROM tickets WHERE id = ? AND id < ? LIMIT ?", ticket, last, limit,
                read: read)
        }
    }
}

extension RecordScope {
    fileprivate var id: Int64? {
        switch self {
        case .everything: nil
        case .user(let user): user.rawValue
        case .ticket(let ticket): ticket.rawValue
        }
    }
}

extension RecordKind {
    /// Whether an export of this scope can have such records.
    public func isIn(_ scope: RecordScope) -> Bool { condition(in: scope) != nil }

    /// The statement that reads what belongs to a scope, whose id is the one parameter; nil if nothing does.
    func selection(in scope: RecordScope) -> String? {
        guard let condition = condition(in: scope) else { return nil }
        let columns = members.map { "\"\($0.column)\"" } + (supplied.map { ["\"\($0.column)\""] } ?? [])
        return "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE \(condition) ORDER BY \(order)"
    }

    private func condition(in scope: RecordScope) -> String? {
        let tickets = "(SELECT id FROM tickets WHERE user_id = ?1)"
        // As in the index of what was sent.
        let isSent = "message_id IS NOT NULL"
        switch (owner, scope) {
        case (_, .everything): return rows.map { "\($0)" } ?? "1"
        case (.user, .user): return "id = ?1"
        case (.user, .ticket): return "id = (SELECT user_id FROM tickets WHERE id = ?1)"
        case (.ofUser(let column), .user): return "\(column) = ?1"
        case (.ofTicket(let column), .user): return "\(column) IN \(tickets)"
        case (.ofTicket(let column), .ticket): return "\(column) = ?1"
        case (.ofMessage, .user): return "ticket_id IN \(tickets) AND \(isSent)"
        case (.ofMessage, .ticket): return "ticket_id = ?1 AND \(isSent)"
        case (.ofFiles, .user):
            return "id IN (SELECT blob_id FROM attachments WHERE ticket_id IN \(tickets) AND \(isSent))"
        case (.ofFiles, .ticket):
            return "id IN (SELECT blob_id FROM attachments WHERE ticket_id = ?1 AND \(isSent))"
        case (.nobody, _), (.ofUser, .ticket): return nil
        }
    }
}
