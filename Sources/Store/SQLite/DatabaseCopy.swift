public import Domain
import Glibc

/// A copy of a database, whole and at rest: made beside those who use the original, and looked at afterwards.
public struct DatabaseCopy {
    let connection: Connection

    /// Copies the database of a data folder as it is at one moment, while others go on reading and writing.
    ///
    /// By SQLite's backup, inside a read transaction, so that a write of another process does not begin it anew.
    /// https://www.sqlite.org/backup.html
    ///
    /// - Parameters:
    ///   - folder: the data folder; nothing in it is changed.
    ///   - path: of the copy, where nothing is yet.
    ///   - progress: is told how much is done, from 0 to 1.
    /// - Returns: the copy, flushed to the disk.
    public static func make(
        of folder: String, at path: String, progress: (Double) -> Void = { _ in }
    ) throws -> DatabaseCopy {
        let files = FolderFiles(folder: folder)
        try files.refuseStrayLog()
        guard access(files.databasePath, F_OK) == 0 else {
            throw StoreError.unusableFolder(path: folder, reason: "there is no database in it")
        }
        let source = try Connection(path: files.databasePath, access: .readOnly)
        let copy = try Connection(path: path, access: .readWrite)
        try source.run(script: "BEGIN; SELECT count(*) FROM sqlite_schema")
        try source.copy(into: copy, progress: progress)
        try source.run(script: "COMMIT")
        // A file that needs no other beside it.
        try copy.run(script: "PRAGMA journal_mode = DELETE")
        try flush(path)
        return DatabaseCopy(connection: copy)
    }

    private init(connection: Connection) { self.connection = connection }

    /// Opens a copy to look at it.
    public init(path: String) throws {
        guard access(path, R_OK) == 0 else {
            throw StoreError.unusableFolder(path: path, reason: String(cString: strerror(errno)))
        }
        connection = try Connection(path: path, access: .readOnly)
    }

    static func flush(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw .unusableFolder(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// How many files of `sql/` it has been given.
    public func schema() throws -> Int { try connection.first("PRAGMA user_version") { try $0[0] } ?? 0 }

    /// The number of its newest event.
    public func cursor() throws -> Cursor { try Reader(connection: connection).cursor() }

    /// How many rows have a wrong value. Looks at all of them.
    public func wrongRows(of value: DerivedValue) throws -> Int {
        try Reader(connection: connection).wrongRows(of: value)
    }

    /// What is damaged, a few of it; empty if nothing is. Reads all of it.
    /// https://www.sqlite.org/pragma.html#pragma_integrity_check
    public func damage() throws -> [String] {
        let pages: [String] = try connection.all("PRAGMA integrity_check(10)") { try $0[0] }
        guard pages == ["ok"] else { return pages }
        return try connection.all("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check() LIMIT 10") { row in
            let table: String = try row[0]
            return "rows of \(table) refer to what is not there"
        }
    }

    /// Copies it once more, flushed to the disk.
    ///
    /// - Parameter path: where nothing is yet.
    public func duplicate(to path: String, progress: (Double) -> Void = { _ in }) throws {
        let copy = try Connection(path: path, access: .readWrite)
        try connection.copy(into: copy, progress: progress)
        try Self.flush(path)
    }

    public func fileCount() throws -> Int { try connection.first("SELECT count(*) FROM blobs") { try $0[0] } ?? 0 }

    public func knows(file name: String) throws -> Bool { try Reader(connection: connection).isNeeded(file: name) }

    /// The next of the files that it knows, by the order in which they came.
    ///
    /// - Parameter last: the number of the last one; 0 at first.
    public func files(after last: Int64, limit: Int = 500) throws -> [(number: Int64, name: String, size: Int)] {
        try connection.all("SELECT id, name, size FROM blobs WHERE id > ? ORDER BY id LIMIT ?", last, limit) { row in
            (number: try row[0], name: try row[1], size: try row[2])
        }
    }
}
