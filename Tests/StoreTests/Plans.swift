import CSQLite
import TestSupport
import Testing

@testable import Store

/// What SQLite says that it will do, on the program's schema.
final class Plans {
    private let folder = TemporaryFolder()
    private var handle: OpaquePointer?

    init() throws {
        try Migrator.migrate(Connection(path: folder.path + "/db", access: .readWrite)) { _ in "" }
        try #require(sqlite3_open(folder.path + "/db", &handle) == SQLITE_OK)
    }

    deinit { sqlite3_close(handle) }

    func plan(of sql: String) throws -> [String] {
        var statement: OpaquePointer?
        try #require(sqlite3_prepare_v2(handle, "EXPLAIN QUERY PLAN " + sql, -1, &statement, nil) == SQLITE_OK)
        defer { sqlite3_finalize(statement) }
        var lines: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            lines.append(String(cString: sqlite3_column_text(statement, 3)))
        }
        return lines
    }
}
