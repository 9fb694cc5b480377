import TestSupport
import Testing

@testable import Store

@Suite struct MigratorTests {
    func inMemory() throws -> Connection {
        try Connection(path: ":memory:", access: .readWrite)
    }

    @Test func migrations_areAppliedOnce_inOrder_afterACopy() throws {
        let folder = TemporaryFolder()
        let copy = folder.path + "/copy.db"
        let first = Migrator.Migration(name: "1", script: "CREATE TABLE a (x); INSERT INTO a VALUES (1)")
        let second = Migrator.Migration(name: "2", script: "INSERT INTO a VALUES (2)")
        let database = try Connection(path: folder.path + "/test.db", access: .readWrite)
        try Migrator.migrate(database, with: [first]) { _ in copy }
        try Migrator.migrate(database, with: [first, second]) { _ in copy }
        try Migrator.migrate(database, with: [first, second]) { _ in copy }
        #expect(try database.all("SELECT x FROM a ORDER BY x") { try $0[0] as Int } == [1, 2])
        let old = try Connection(path: copy, access: .readOnly)
        #expect(try old.all("SELECT x FROM a") { try $0[0] as Int } == [1])
    }

    @Test func failedMigration_leavesTheDatabaseAsItWas() throws {
        let database = try inMemory()
        let bad = Migrator.Migration(name: "1", script: "CREATE TABLE a (x); INSERT INTO nowhere VALUES (1)")
        #expect(throws: StoreError.self) { try Migrator.migrate(database, with: [bad]) { _ in "" } }
        #expect(try database.all("SELECT name FROM sqlite_schema") { try $0[0] as String }.isEmpty)
        #expect(try database.first("PRAGMA user_version") { try $0[0] as Int } == 0)
    }

    @Test func newerDatabase_isRefused() throws {
        let database = try inMemory()
        try database.run(script: "PRAGMA user_version = 9")
        #expect(throws: StoreError.newerSchema(found: 9, known: 0)) {
            try Migrator.migrate(database, with: []) { _ in "" }
        }
    }

    @Test func embeddedMigrations_build() throws {
        let database = try inMemory()
        try Migrator.migrate(database) { _ in "" }
        #expect(try database.first("PRAGMA user_version") { try $0[0] as Int } == Migrator.embedded.count)
        #expect(try database.all("PRAGMA foreign_key_check") { _ in true }.isEmpty)
    }
}
