public import Domain

/// A line as it was written at a time, apart from everything else that belongs to a message.
public struct WrittenLine: Sendable, Equatable {
    public let ticket: TicketID
    public let author: Author
    public let text: String
    public let at: Timestamp

    public init(ticket: TicketID, author: Author, text: String, at: Timestamp) {
        (self.ticket, self.author, self.text, self.at) = (ticket, author, text, at)
    }
}

extension Reader {
    /// What visitors and staff wrote since `time`, the newest `limit` of it, in its order. Goes through all messages, so
    /// it is for copies and not for a server's requests.
    public func linesWritten(since time: Timestamp, limit: Int) throws -> [WrittenLine] {
        try connection.all(
            """
            SELECT ticket_id, author, text, created_at FROM messages
            WHERE created_at >= ? AND author IN ('user', 'agent') AND deleted_at IS NULL ORDER BY id DESC LIMIT ?
            """, time, limit
        ) { row in
            let author: String = try row[1]
            return WrittenLine(
                ticket: try row[0], author: author == "agent" ? .agent : .user, text: try row[2], at: try row[3])
        }.reversed()
    }

    /// When the last message was written.
    public func newestMessage() throws -> Timestamp? {
        try connection.first("SELECT max(created_at) FROM messages") { try $0[0] } ?? nil
    }
}
