public import Domain

/// How a store came to hold less than it once did.
public enum RestoredCopy: Sendable, Equatable, CustomStringConvertible {
    /// An older copy of the database has taken its place: events up to this number had been given out.
    case older(knewUpTo: Cursor)
    /// The folder is a copy, or the mark beside the database is missing: what had been given out is not known.
    case copied

    public var description: String {
        switch self {
        case .older(let cursor): "an older copy: events up to \(cursor.rawValue) had been given out"
        case .copied: "a copied folder, or one without its otvet.mark"
        }
    }
}

extension Transaction {
    /// Numbers of events in one history: many more than any has. A history that was gone back from leaves the rest of its
    /// numbers unused, so that none is ever given twice and each tells whose it is.
    private static let numbers: Int64 = 1_000_000_000

    /// Sees whether the database is what the mark beside it says, and has a new history begin if it is not: numbers that
    /// may have been given out and are not known any more stay unknown for ever.
    ///
    /// - Parameters:
    ///   - mark: What was found beside the database; nil if nothing was.
    ///   - isCopy: Whether the mark is a copy.
    func takeHistory(_ mark: HistoryMark?, isCopy: Bool) throws -> (
        history: String, cursor: Cursor, restored: RestoredCopy?
    ) {
        let cursor = try read.cursor()
        let history = try read.setting(Self.name)
        guard let history, let mark, mark.cursor <= cursor.rawValue, mark.history == history, !isCopy else {
            // A database of a version that kept no mark is no copy.
            let isFirst = history == nil && mark == nil
            return (try beginHistory(), cursor, isFirst ? nil : try leaveGap(after: cursor, mark))
        }
        return (history, cursor, nil)
    }

    private func leaveGap(after cursor: Cursor, _ mark: HistoryMark?) throws -> RestoredCopy {
        let known = max(cursor.rawValue, mark?.cursor ?? 0, try sequence("events"))
        let next = (known / Self.numbers + 2) * Self.numbers
        try connection.execute(
            """
            INSERT INTO lost_events (after, before) VALUES (?, ?)
            ON CONFLICT (after) DO UPDATE SET before = excluded.before
            """, cursor, next)
        try setSequence("events", to: next - 1)
        // Links to files that are not known any more must not lead to new ones.
        try setSequence("attachments", to: try sequence("attachments") + Self.numbers)
        guard let mark, mark.cursor > cursor.rawValue else { return .copied }
        return .older(knewUpTo: Cursor(rawValue: mark.cursor))
    }

    private static let name = "history"

    private func beginHistory() throws -> String {
        let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        let history = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try setSetting(Self.name, to: history)
        return history
    }

    private func sequence(_ table: String) throws -> Int64 {
        try connection.first("SELECT seq FROM sqlite_sequence WHERE name = ?", table) { try $0[0] } ?? 0
    }

    private func setSequence(_ table: String, to number: Int64) throws {
        try connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", table)
        try connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, number)
    }
}
