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
    /// The log beside the database was written for another one.
    case strayLog(path: String)
    /// The data folder can't be made or written to.
    case unusableFolder(path: String, reason: String)
    /// The index of words is damaged, and is being made anew.
    case damagedSearch
    /// More writes wait than the store takes: try again in a moment.
    case overloaded
    /// The store is closed.
    case closed

    /// What keeps the store from doing it now, and may pass: the same is worth trying again later. Nil for what would fail
    /// again, and for faults of the program.
    public enum Obstacle: Sendable, Equatable {
        /// Another program holds a lock on the database.
        case locked
        /// The disk is full.
        case full
        /// The disk or the folder can't be read or written, or the system is out of something.
        case unreachable
        /// More writes wait than the store takes, the search is being made anew, or the store is being closed.
        case overloaded
    }

    /// See ``Obstacle``. By the primary codes of https://www.sqlite.org/rescode.html
    public var obstacle: Obstacle? {
        switch self {
        case .sqlite(let code, _, _):
            switch code & 0xFF {
            case 5, 6, 15: .locked  // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL
            case 13: .full  // SQLITE_FULL
            // SQLITE_PERM, SQLITE_NOMEM, SQLITE_READONLY, SQLITE_INTERRUPT, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_NOLFS
            case 3, 7, 8, 9, 10, 14, 22: .unreachable
            default: nil
            }
        case .locked: .locked
        case .unusableFolder: .unreachable
        case .overloaded, .damagedSearch, .closed: .overloaded
        case .unexpectedValue, .newerSchema, .otherSchema, .strayLog: nil
        }
    }

    /// Whether the database itself is damaged: the codes SQLITE_CORRUPT and SQLITE_NOTADB.
    public var isDamage: Bool {
        guard case .sqlite(let code, _, _) = self else { return false }
        return [11, 26].contains(code & 0xFF)
    }

    /// Whether the same would fail again. What a full disk or a lock keeps from succeeding may succeed later.
    public var isLasting: Bool {
        switch self {
        case .unexpectedValue: true
        // The primary codes of SQLITE_TOOBIG, SQLITE_CONSTRAINT and SQLITE_MISMATCH. https://www.sqlite.org/rescode.html
        case .sqlite(let code, _, _): [18, 19, 20].contains(code & 0xFF)
        default: false
        }
    }

    /// For whoever starts the program: what to do.
    public var advice: String {
        guard case .sqlite = self, obstacle == .locked else { return description }
        return
            "another program holds a lock on the database, such as a sqlite3 shell or a backup that runs: end it, and "
            + "try again"
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
        case .strayLog(let path):
            """
            \(path) has been replaced or copied since its log \(path)-wal was written, and they don't belong together. Copy \
            the folder before you change anything. If you brought back a copy, remove \(path)-wal and \(path)-shm: what the copy does not have is lost with them. If \
            you copied the whole folder of a server that was killed, copy it again with its files' times (cp -a, rsync -a).
            """
        case .unusableFolder(let path, let reason): "can't use the data folder \(path): \(reason)"
        case .damagedSearch: "the search is damaged, and is being made anew"
        case .overloaded: "the store is overloaded"
        case .closed: "the store is closed"
        }
    }
}
