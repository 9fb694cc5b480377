public import Domain

/// What background work has not done yet.
public struct Backlogs: Sendable, Equatable {
    /// The most that is counted of each: past it a number says nothing more, and would take longer to count.
    public static let limit = 100_000

    /// Updates of Telegram that are stored and not understood, those of albums that are not complete among them.
    public let updates: Int
    /// Events whose texts the search does not have.
    public let searchEvents: Int
    /// When the ticket was closed that has waited longest for the archive; nil if none waits.
    public let firstClosed: Timestamp?
    /// The bytes of all files.
    public let fileBytes: Int
}

extension Reader {
    /// - Parameter indexed: Up to which event the search has taken texts in.
    public func backlogs(indexed: Cursor) throws -> Backlogs {
        Backlogs(
            updates: try connection.first(
                "SELECT count(*) FROM (SELECT 1 FROM telegram_updates WHERE handled_at IS NULL LIMIT ?)", Backlogs.limit
            ) { try $0[0] } ?? 0,
            searchEvents: try connection.first(
                "SELECT count(*) FROM (SELECT 1 FROM events WHERE id > ? LIMIT ?)", indexed, Backlogs.limit
            ) { try $0[0] } ?? 0,
            firstClosed: try firstClosed(), fileBytes: try storedFileBytes())
    }
}
