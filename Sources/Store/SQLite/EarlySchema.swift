/// The first program that was handed out had an earlier version of `0001_initial.sql`, whose tables lack columns and refuse
/// values that the files after it rely on. Such a database is rebuilt as today's file would have made it.
struct EarlySchema {
    let connection: Connection

    /// Nil if the database was made by today's file.
    init?(_ connection: Connection) throws {
        let isEarly: Int? = try connection.first(
            """
            SELECT count(*) > 0 AND NOT coalesce(max(name = 'delivered_up_to'), 0) FROM pragma_table_info('tickets')
            """
        ) { try $0[0] }
        guard isEarly == 1 else { return nil }
        self.connection = connection
    }

    /// Moves every row into the tables that `script` creates, in one transaction.
    func rebuild(with script: String) throws {
        // Both are ignored inside a transaction. A rename would otherwise also change what refers to the table.
        let isChecked: Int = try connection.first("PRAGMA foreign_keys") { try $0[0] } ?? 0
        try connection.run(script: "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON")
        defer { try? connection.run(script: "PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = \(isChecked)") }
        try connection.run(script: "BEGIN IMMEDIATE")
        do {
            try move(script)
            try connection.run(script: "COMMIT")
        } catch {
            try? connection.run(script: "ROLLBACK")
            throw error
        }
    }

    private func move(_ script: String) throws {
        // Those that SQLite made itself go with their tables.
        let attached = try names(
            "SELECT type || ' ' || name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL")
        for each in attached { try connection.run(script: "DROP \(each)") }
        // Messages go first: the trigger that counts them finds no ticket yet, so the counts stay as they were.
        let tables = try names(
            """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name <> 'messages'
            """)
        for table in tables { try connection.run(script: "ALTER TABLE \(table) RENAME TO early_\(table)") }
        try connection.run(script: script)
        for table in tables {
            let columns = try connection.all(
                "SELECT name FROM pragma_table_info(?) WHERE name IN (SELECT name FROM pragma_table_info(?))",
                table, "early_" + table
            ) { row in try row[0] as String }.joined(separator: ", ")
            // The sequence is what keeps numbers of rows that are gone from being given out again.
            try connection.run(
                script: """
                    INSERT INTO \(table) (\(columns)) SELECT \(columns) FROM early_\(table);
                    DELETE FROM sqlite_sequence WHERE name = '\(table)';
                    UPDATE sqlite_sequence SET name = '\(table)' WHERE name = 'early_\(table)';
                    DROP TABLE early_\(table);
                    """)
        }
    }

    private func names(_ query: SQL) throws -> [String] { try connection.all(query) { try $0[0] } }
}
