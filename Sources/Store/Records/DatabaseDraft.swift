import Domain

/// A new database that is filled with records. Nobody else has it open, and what is left of one that was not finished is
/// worth nothing.
public final class DatabaseDraft {
    private let connection: Connection
    private let path: String
    /// What makes the triggers again. While records come in there are none: what they would count is in the records.
    private let triggers: [String]

    /// What no record can be taken in for.
    public enum Fault: Error, Sendable, Equatable {
        /// The record breaks a rule of the schema. SQLite says which.
        case refused(String)
        /// The user on this line has a running conversation that is not there.
        case userWithoutChat(line: Int)
    }

    /// - Parameter path: where nothing is yet.
    public init(path: String) throws {
        self.path = path
        connection = try Connection(path: path, access: .readWrite)
        try connection.run(script: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
        // A database without a schema is not copied before it gets one.
        try Migrator.migrate(connection) { _ in "" }
        let found: [(name: String, script: String)] = try connection.all(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid"
        ) { (name: try $0[0], script: try $0[1]) }
        triggers = found.map(\.script)
        for trigger in found { try connection.run(script: "DROP TRIGGER \(trigger.name)") }
    }

    /// Takes in all records of a kind.
    ///
    /// - Parameter fill: Calls what it is given with the values of each record, and of what the kind has supplied.
    public func add(
        _ kind: RecordKind, fill: (_ add: ([RecordValue], RecordValue?) throws -> Void) throws -> Void
    ) throws {
        // Users and tickets refer to each other, so users can't be checked before there are tickets.
        let isChecked = kind.owner.isUser ? "OFF" : "ON"
        try connection.run(script: "PRAGMA foreign_keys = \(isChecked); BEGIN")
        // The tables above have put their own numbers there.
        if kind.table.description == "sqlite_sequence" { try connection.run(script: "DELETE FROM sqlite_sequence") }
        let statement = try PreparedStatement(kind.insertion, on: connection)
        try fill { values, supplied in
            let changes = connection.totalChanges
            do throws(StoreError) {
                try statement.run(values + (supplied.map { [$0] } ?? []))
            } catch {
                guard case .sqlite(_, let message, _) = error, error.isLasting else { throw error }
                throw Fault.refused(message)
            }
            guard connection.totalChanges > changes else { throw Fault.refused("it adds to what is not there") }
        }
        try connection.run(script: "COMMIT")
    }

    /// Makes it what the program opens: what follows from the records is counted, and it is flushed to the disk.
    public func finish() throws {
        let stray = try connection.first("SELECT rowid FROM pragma_foreign_key_check('users') LIMIT 1") {
            try $0[0] as Int64
        }
        if let stray {
            let line: Int? = try connection.first("SELECT count(*) FROM users WHERE id <= ?", stray) { try $0[0] }
            throw Fault.userWithoutChat(line: line ?? 1)
        }
        let transaction = Transaction(connection: connection)
        for value in DerivedValue.allCases { try transaction.recount(value) }
        for trigger in triggers { try connection.run(script: trigger) }
        try DatabaseCopy.flush(path)
    }
}

extension RecordKind {
    /// The statement that takes a record in; its parameters are the values of the members, and of what is supplied.
    fileprivate var insertion: String {
        let columns = members.map { "\"\($0.column)\"" } + (supplied.map { ["\"\($0.column)\""] } ?? [])
        guard isAddition else {
            let places = columns.map { _ in "?" }.joined(separator: ", ")
            return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
        }
        let changes = columns.enumerated().dropFirst().map { "\($0.element) = ?\($0.offset + 1)" }
        return "UPDATE \(table) SET \(changes.joined(separator: ", ")) WHERE \(columns[0]) = ?1"
    }
}

extension RecordKind.Owner {
    fileprivate var isUser: Bool { if case .user = self { true } else { false } }
}
