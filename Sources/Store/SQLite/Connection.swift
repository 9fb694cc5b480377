import CSQLite
import Domain

/// One SQLite connection with its prepared statements, used by one thread at a time.
///
/// `@unchecked Sendable` because the writer's queue, the checkpointer's queue and the check-out of `Readers` each keep a
/// connection to one thread at a time; so it is opened without a mutex of its own.
final class Connection: @unchecked Sendable {
    enum Access {
        case readWrite, readOnly
        /// The file alone, without what its log holds. https://www.sqlite.org/uri.html#uriimmutable
        case withoutLog
    }

    private let handle: OpaquePointer
    private let damage: Damage?
    /// Bounded by the number of statements written in this module.
    private var statements: [SQL: OpaquePointer] = [:]

    /// Measured to be 4 % of a send. Fails, to no harm, if something else of SQLite has been used before.
    private static let isConfigured: Bool = csqlite_disable_memory_statistics() == SQLITE_OK

    /// - Parameter damage: Told of what shows that the database is damaged.
    init(path: String, access: Access, damage: Damage? = nil) throws(StoreError) {
        self.damage = damage
        _ = Self.isConfigured
        let (name, mode) =
            switch access {
            case .readWrite: (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
            case .readOnly: (path, SQLITE_OPEN_READONLY)
            case .withoutLog: (Self.uri(path) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
            }
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(name, &opened, mode | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let opened else {
            let error = StoreError.sqlite(
                code: code, message: opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory",
                sql: "open \(path)")
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        sqlite3_extended_result_codes(handle, 1)
        // Writers never wait for each other here, but another process (a backup, the sqlite3 shell) may hold a lock.
        sqlite3_busy_timeout(handle, 5000)
    }

    private static func uri(_ path: String) -> String {
        "file:" + path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
    }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(handle)
    }

    /// Rows changed since the connection was opened, those changed by triggers included.
    var totalChanges: Int64 { sqlite3_total_changes64(handle) }

    /// Whether a transaction is open. SQLite ends one by itself when the disk is full or fails.
    /// https://www.sqlite.org/c3ref/get_autocommit.html
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Runs a text of one or more statements, such as a migration, without keeping them prepared.
    func run(script: String) throws(StoreError) {
        let code = sqlite3_exec(handle, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, String(script.prefix(200))) }
    }

    func execute<each Value: Bindable>(_ sql: SQL, _ values: repeat each Value) throws(StoreError) {
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement) }
        try bind(repeat each values, to: statement, sql)
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw error(code, "\(sql)") }
        }
    }

    /// The first row, or nil if there is none.
    func first<Result, each Value: Bindable>(
        _ sql: SQL, _ values: repeat each Value, read: (inout Row) throws -> Result
    ) throws -> Result? {
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement) }
        try bind(repeat each values, to: statement, sql)
        let code = sqlite3_step(statement)
        if code == SQLITE_DONE { return nil }
        guard code == SQLITE_ROW else { throw error(code, "\(sql)") }
        var row = Row(statement: statement)
        return try read(&row)
    }

    /// Adds a row, and gives the key that it was given. SQLite remembers that; with `RETURNING` it would make a temporary
    /// table each time, which was measured to cost a third of a send.
    func insert<each Value: Bindable>(_ sql: SQL, _ values: repeat each Value) throws(StoreError) -> Int64 {
        try execute(sql, repeat each values)
        return sqlite3_last_insert_rowid(handle)
    }

    func insert<Entity, each Value: Bindable>(
        _ sql: SQL, _ values: repeat each Value
    ) throws(StoreError) -> Identifier<Entity> {
        Identifier(rawValue: try insert(sql, repeat each values))
    }

    /// Every row: the statement itself must bound their number.
    func all<Result, each Value: Bindable>(
        _ sql: SQL, _ values: repeat each Value, read: (inout Row) throws -> Result
    ) throws -> [Result] {
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement) }
        try bind(repeat each values, to: statement, sql)
        var rows: [Result] = []
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return rows }
            guard code == SQLITE_ROW else { throw error(code, "\(sql)") }
            var row = Row(statement: statement)
            rows.append(try read(&row))
        }
    }

    /// Runs `body` in a transaction of its own.
    func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try run(script: "BEGIN IMMEDIATE")
        do {
            let result = try body()
            try run(script: "COMMIT")
            return result
        } catch {
            try? run(script: "ROLLBACK")
            throw error
        }
    }

    /// Moves what the WAL holds into the database without waiting for anybody (PASSIVE), or all of it, leaving the WAL
    /// empty (TRUNCATE). https://www.sqlite.org/c3ref/wal_checkpoint_v2.html
    ///
    /// - Returns: Whether the database holds everything now.
    func checkpoint(truncating: Bool) throws(StoreError) -> Bool {
        let mode = truncating ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
        var (frames, moved): (Int32, Int32) = (0, 0)
        let code = sqlite3_wal_checkpoint_v2(handle, nil, mode, &frames, &moved)
        guard code == SQLITE_OK || code == SQLITE_BUSY else { throw error(code, "checkpoint") }
        return code == SQLITE_OK && frames == moved
    }

    /// Copies the whole database into another one, a few megabytes at a time.
    ///
    /// - Parameter progress: is told how much is done, from 0 to 1.
    func copy(into copy: Connection, progress: (Double) -> Void) throws(StoreError) {
        guard let backup = sqlite3_backup_init(copy.handle, "main", handle, "main") else {
            throw copy.error(sqlite3_errcode(copy.handle), "backup")
        }
        var code = SQLITE_OK
        while code == SQLITE_OK {
            code = sqlite3_backup_step(backup, 1000)
            let (rest, all) = (sqlite3_backup_remaining(backup), sqlite3_backup_pagecount(backup))
            if all > 0 { progress(1 - Double(rest) / Double(all)) }
        }
        sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else { throw error(code, "backup") }
    }

    private func prepared(_ sql: SQL) throws(StoreError) -> OpaquePointer {
        if let statement = statements[sql] { return statement }
        let statement = try prepare(sql.description)
        statements[sql] = statement
        return statement
    }

    /// A statement that whoever asks for it has to finalize.
    func prepare(_ text: String) throws(StoreError) -> OpaquePointer {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw error(code, text) }
        return statement
    }

    private func bind<each Value: Bindable>(
        _ values: repeat each Value, to statement: OpaquePointer, _ sql: SQL
    ) throws(StoreError) {
        var index: Int32 = 0
        for value in repeat each values {
            index += 1
            let code = value.bind(to: statement, at: index)
            guard code == SQLITE_OK else { throw error(code, "\(sql)") }
        }
        // A value left over from the last use would be a wrong answer, not an error.
        precondition(index == sqlite3_bind_parameter_count(statement), "a parameter is missing in: \(sql)")
    }

    func error(_ code: Int32, _ sql: String) -> StoreError {
        let error = StoreError.sqlite(code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql)
        damage?.note(error)
        return error
    }
}

/// One row of a statement that is being stepped; valid only inside the closure it is given to.
struct Row {
    fileprivate let statement: OpaquePointer
    private var column: Int32 = 0

    init(statement: OpaquePointer) { self.statement = statement }

    /// The value of the next column.
    mutating func next<Value: ColumnValue>() throws(StoreError) -> Value {
        defer { column += 1 }
        return try Value.read(statement, column)
    }

    /// The next column's list, which is kept as JSON; an empty one is kept as NULL.
    mutating func list<Element>(_ parse: ([UInt8]) throws -> [Element]) throws -> [Element] {
        try (next() as [UInt8]?).map(parse) ?? []
    }

    subscript<Value: ColumnValue>(_ column: Int32) -> Value {
        get throws(StoreError) { try Value.read(statement, column) }
    }
}
