import CSQLite
import Domain
import TestSupport
import Testing

@testable import Store

/// The description of what an export has, beside the schema that there is.
@Suite struct RecordKindTests {
    /// A migration that adds a column fails here until it is said what an export makes of it: a member of a kind in
    /// `RecordKind.all` with a line in docs/export.md, or an entry in `RecordKind.derived`.
    @Test func everyColumn_isExportedOnce_orFollowsFromOthers() throws {
        var exported: [String: [String]] = [:]
        for kind in RecordKind.all {
            // The key of what a line adds to is its own already.
            let members = kind.isAddition ? kind.members.dropFirst() : kind.members[...]
            exported[kind.table.description, default: []] += members.map(\.column.description)
            if let supplied = kind.supplied, supplied == .fileName {
                exported[kind.table.description]?.append(supplied.column.description)
            }
        }
        // Two kinds share this table by rows.
        exported["settings"] = Array(Set(exported["settings"] ?? []))
        exported["sqlite_sequence"] = nil
        for (table, columns) in try schema() {
            let derived = RecordKind.derived[table] ?? []
            guard exported[table] != nil || !derived.isEmpty else {
                #expect(RecordKind.derived[table] != nil, "nothing is said of \(table)")
                continue
            }
            #expect((exported[table] ?? []).sorted() == columns.filter { !derived.contains($0) }.sorted(), "\(table)")
        }
    }

    /// What belongs to one user or ticket is found by indexes, however much the others have.
    @Test(arguments: [RecordScope.user(UserID(rawValue: 1)), .ticket(TicketID(rawValue: 1))])
    func whatBelongsToOne_isFoundByIndexes(scope: RecordScope) throws {
        let folder = TemporaryFolder()
        let connection = try Connection(path: folder.path + "/schema.db", access: .readWrite)
        try Migrator.migrate(connection) { _ in "" }
        let kinds = RecordKind.all.compactMap { kind in kind.selection(in: scope).map { (kind, $0) } }
        #expect(kinds.count >= 5)
        for (kind, selection) in kinds {
            var steps: [String] = []
            try PreparedStatement("EXPLAIN QUERY PLAN " + selection, on: connection).forEach([.integer(1)]) { row in
                steps.append(try row[3])
            }
            #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(kind.name): \(steps)")
        }
    }

    @Test func names_areTakenOnce() {
        let names = RecordKind.all.map(\.name.description)
        #expect(Set(names).count == names.count)
        for kind in RecordKind.all {
            let members = kind.members.map(\.name.description)
            #expect(Set(members).count == members.count, "\(kind.name)")
        }
    }

    private func schema() throws -> [String: [String]] {
        let folder = TemporaryFolder()
        let connection = try Connection(path: folder.path + "/schema.db", access: .readWrite)
        try Migrator.migrate(connection) { _ in "" }
        let columns = try connection.all(
            """
            SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
            """
        ) { (table: try $0[0] as String, column: try $0[1] as String) }
        return Dictionary(grouping: columns, by: \.table).mapValues { $0.map(\.column) }
    }
}
