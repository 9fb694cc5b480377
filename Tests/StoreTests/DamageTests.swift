import Domain
import TestSupport
import Testing

@testable import Store

@Suite struct DamageTests {
    @Test func damagedPages_areFoundByTheDoctor_andByTheQueryThatMeetsThem() async throws {
        let folder = TemporaryFolder()
        #expect(try databaseFaults(folder: folder.path).isEmpty)
        func opened<Result>(_ body: (Store) async throws -> Result) async throws -> Result {
            let store = try Store(folder: folder.path) { _ in }
            defer { store.close() }
            return try await body(store)
        }
        let ticket = try await opened { store in
            try await store.write { transaction in
                let user = try transaction.openSession(tokenHash: [1], context: VisitorContext(), now: .now()).user.id
                let ticket = try transaction.openChat(for: user, now: .now())
                for _ in 0..<300 {
                    let draft = MessageDraft(author: .user, text: try MessageText(String(repeating: "a", count: 3000)))
                    _ = try transaction.insert(draft, ticket: ticket, user: user, now: .now())
                }
                try transaction.recordPost(1, in: -100, of: MessageID(rawValue: 2), ticket: ticket)
                return ticket
            }
        }
        #expect(try databaseFaults(folder: folder.path).isEmpty)
        try damageMessages(of: folder.path)
        #expect(try !databaseFaults(folder: folder.path).isEmpty)
        try await opened { store in
            #expect(store.damage == nil)
            #expect(throws: StoreError.self) {
                try store.read { try $0.history(of: ticket, before: nil, limit: 300) }
            }
            #expect(store.damage != nil)
        }
    }

    /// Where others stand before them, SQLite 3.40 takes a whole database for a damaged one.
    @Test func keysOfTablesWithoutRowIDs_standFirst() async throws {
        let folder = TemporaryFolder()
        let store = try Store(folder: folder.path) { _ in }
        defer { store.close() }
        let columns = try store.read { reader in
            try reader.connection.all(
                """
                SELECT t.name, i.cid, i.pk FROM pragma_table_list t, pragma_table_info(t.name) i
                WHERE t.wr = 1 AND t.schema = 'main' AND i.pk > 0
                """
            ) { row in (table: try row[0] as String, place: try row[1] as Int, inKey: try row[2] as Int) }
        }
        #expect(columns.count > 20)
        for column in columns { #expect(column.place == column.inKey - 1, "\(column.table)") }
    }
}
