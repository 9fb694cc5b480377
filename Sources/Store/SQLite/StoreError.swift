/// What can go wrong below the product's own rules. Internal: for the log, never for a visitor.
public enum StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// SQLite refused; `code` is its extended result code. The statement's values are left out: they are private.
    case sqlite(code: Int32, message: String, sql: String)
    /// A column holds what no version of this program has written.
    case unexpectedValue(column: Int)
    /// The database was written by a newer version of the program.
    case newerSchema(found: Int, known: Int)
    /// The server that runs is of another version of the program.
    case otherSchema(found: Int, known: Int)
    /// Another running program uses this data folder.
    case locked(path: String)
    /// The data folder can't be made or written to.
    case unusableFolder(path: String, reason: String)
    /// More writes wait than the store takes: try again in a moment.
    case overloaded
    /// The store is closed.
    case closed

    /// Whether the same would fail again. What a full disk or a lock keeps from succeeding may succeed later.
    public var isLasting: Bool {
        switch self {
        case .unexpectedValue: true
        // The primary codes of SQLITE_TOOBIG, SQLITE_CONSTRAINT and SQLITE_MISMATCH. https://www.sqlite.org/rescode.html
        case .sqlite(let code, _, _): [18, 19, 20].contains(code & 0xFF)
        default: false
        }
    }

    public var description: String {
        switch self {
        case .sqlite(let code, let message, let sql): "SQLite error \(code): \(message) in: \(sql)"
        case .unexpectedValue(let column): "unexpected value in column \(column)"
        case .newerSchema(let found, let known):
            "the database has schema \(found), this program knows \(known): run a newer version of it"
        case .otherSchema(let found, let known):
            "the server that runs has schema \(found), this program knows \(known): use the same version of both"
        case .locked(let path): "another otvet is running on \(path): stop it first, or name another data folder"
        case .unusableFolder(let path, let reason): "can't use the data folder \(path): \(reason)"
        case .overloaded: "the store is overloaded"
        case .closed: "the store is closed"
        }
    }
}
