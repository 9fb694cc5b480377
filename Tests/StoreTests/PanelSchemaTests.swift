import Domain
import TestSupport
import Testing

@testable import Store

/// The migration `0006_panel.sql` on a database that was in use before.
@Suite struct PanelSchemaTests {
    let folder = TemporaryFolder()

    /// A database of the schema before, with a file whose successor was removed.
    private func migrated() throws -> Connection {
        let database = try Connection(path: folder.path + "/test.db", access: .readWrite)
        try database.run(script: "PRAGMA foreign_keys = ON")
        let last = try #require(Migrator.embedded.firstIndex { $0.name.hasSuffix("_panel.sql") })
        try Migrator.migrate(database, with: Array(Migrator.embedded.prefix(last))) { _ in "" }
        try database.run(
            script: """
                INSERT INTO users (id, created_at) VALUES (1, 1);
                INSERT INTO agents (id, name, created_at) VALUES (1, 'Olga', 1);
                INSERT INTO tickets (id, user_id, kind, status, created_at, unread_by_agents, assigned_agent_id)
                VALUES (1, 1, 'chat', 'open', 5, 2, NULL), (2, 1, 'ticket', 'open', 5, 0, 1);
                INSERT INTO attachments (id, user_id, ticket_id, message_id, position, kind, name, created_at, failure)
                VALUES (3, 1, 1, 7, 2, 'photo', 'a.png', 4, 'lost'), (9, 1, NULL, NULL, 0, 'document', NULL, 4, NULL);
                DELETE FROM attachments WHERE id = 9
                """)
        try Migrator.migrate(database, with: Array(Migrator.embedded.prefix(last + 1))) { _ in
            folder.path + "/copy.db"
        }
        return database
    }

    @Test func files_areKept_andNoIdIsGivenTwice() throws {
        let database = try migrated()
        let row = try database.first(
            "SELECT user_id, ticket_id, message_id, position, kind, name, failure, brought_by FROM attachments"
        ) { row in
            [try row[0] as Int64, try row[1] as Int64, try row[2] as Int64, try row[3] as Int64].map(String.init)
                + [try row[4] as String, try row[5] as String, try row[6] as String, try row[7] as String? ?? "-"]
        }
        #expect(row == ["1", "1", "7", "2", "photo", "a.png", "lost", "-"])
        try database.run(
            script: "INSERT INTO attachments (brought_by, kind, created_at) VALUES ('operator', 'photo', 1)")
        #expect(try database.first("SELECT max(id) FROM attachments") { try $0[0] as Int64 } == 10)
    }

    @Test func ticketsBefore_areCounted() throws {
        let rows = try migrated().all("SELECT status, total, unassigned, unread FROM ticket_counts ORDER BY status") {
            row in "\(try row[0] as String) \(try row[1] as Int) \(try row[2] as Int) \(try row[3] as Int)"
        }
        #expect(rows == ["answered 0 0 0", "archived 0 0 0", "closed 0 0 0", "open 2 1 1"])
    }

    @Test func fileOfNobody_isRefused() throws {
        let database = try migrated()
        for columns in ["brought_by, ticket_id, message_id", "name, ticket_id, message_id"] {
            #expect(throws: StoreError.self) {
                try database.run(
                    script: "INSERT INTO attachments (\(columns), kind, created_at) VALUES ('x', 1, 7, 'photo', 1)")
            }
        }
    }
}
