import CSQLite

/// A statement whose text is put together from the description of an export. It is prepared once and used for many rows.
/// Must not outlive its connection.
struct PreparedStatement: ~Copyable {
    private let connection: Connection
    private let statement: OpaquePointer
    private let text: String

    init(_ text: String, on connection: Connection) throws(StoreError) {
        self.connection = connection
        self.text = text
        statement = try connection.prepare(text)
    }

    deinit { sqlite3_finalize(statement) }

    func run(_ values: [RecordValue]) throws(StoreError) {
        defer { sqlite3_reset(statement) }
        try bind(values)
        let code = sqlite3_step(statement)
        guard code == SQLITE_DONE else { throw connection.error(code, text) }
    }

    /// Gives every row to `body`, holding one in memory at a time.
    func forEach(_ values: [RecordValue], _ body: (inout Row) throws -> Void) throws {
        defer { sqlite3_reset(statement) }
        try bind(values)
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw connection.error(code, text) }
            var row = Row(statement: statement)
            try body(&row)
        }
    }

    private func bind(_ values: [RecordValue]) throws(StoreError) {
        for (index, value) in values.enumerated() {
            let code = value.bind(to: statement, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw connection.error(code, text) }
        }
    }
}
