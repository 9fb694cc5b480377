import CAssets
import Glibc

/// Brings a database to the schema of this program: the files of `sql/` in order, each in a transaction of its own.
struct Migrator {
    /// One file of `sql/`.
    struct Migration {
        let name: String
        let script: String
    }

    /// The files embedded in the program, in order.
    static let embedded: [Migration] = {
        var count = 0
        let files = UnsafeBufferPointer(start: cassets_migrations(&count), count: count)
        return files.map { file in
            let bytes = UnsafeBufferPointer(start: file.bytes, count: file.count)
            return Migration(name: String(cString: file.name), script: String(decoding: bytes, as: UTF8.self))
        }
    }()

    /// Applies what is missing. `PRAGMA user_version` counts the files applied.
    ///
    /// An existing database is copied to `copyPath` before it is changed, so that going back to the older program
    /// stays possible.
    static func migrate(
        _ connection: Connection, with migrations: [Migration] = embedded, copyPath: (Int) -> String
    ) throws {
        let version: Int = try connection.first("PRAGMA user_version") { try $0[0] } ?? 0
        guard version <= migrations.count else { throw StoreError.newerSchema(found: version, known: migrations.count) }
        guard version < migrations.count else { return }
        if version > 0 {
            // A copy left by an attempt that failed shows the same database.
            unlink(copyPath(version))
            try connection.execute("VACUUM INTO ?", copyPath(version))
        }
        if version == 1, let first = migrations.first {
            try EarlySchema(connection)?.rebuild(with: first.script)
        }
        for (index, migration) in migrations.enumerated().dropFirst(version) {
            do {
                try connection.run(
                    script: "BEGIN IMMEDIATE; \(migration.script); PRAGMA user_version = \(index + 1); COMMIT")
            } catch {
                try? connection.run(script: "ROLLBACK")
                throw error
            }
        }
    }
}
