import CSQLite

/// A value as SQLite keeps it, whatever its column means.
public enum RecordValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

extension RecordValue: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let value): value.bind(to: statement, at: index)
        case .text(let value): value.bind(to: statement, at: index)
        case .blob(let value): value.bind(to: statement, at: index)
        }
    }
}

extension RecordValue: ColumnValue {
    static func read(_ statement: OpaquePointer, _ column: Int32) throws(StoreError) -> RecordValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer(.read(statement, column))
        case SQLITE_TEXT: .text(try .read(statement, column))
        case SQLITE_BLOB: .blob(.read(statement, column))
        // No table has a column of floating-point numbers.
        default: throw .unexpectedValue(column: Int(column))
        }
    }
}
