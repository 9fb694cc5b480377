import CSQLite
import Domain

/// A value that a statement's parameter takes.
protocol Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

/// A value that a row's column gives.
protocol ColumnValue {
    static func read(_ statement: OpaquePointer, _ column: Int32) throws(StoreError) -> Self
}

/// Has SQLite copy the bytes before the call returns. A constant, never written.
nonisolated(unsafe) private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: Bindable, ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { sqlite3_bind_int64(statement, index, self) }

    static func read(_ statement: OpaquePointer, _ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
}

extension Int: Bindable, ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { Int64(self).bind(to: statement, at: index) }

    static func read(_ statement: OpaquePointer, _ column: Int32) -> Int { Int(Int64.read(statement, column)) }
}

extension Bool: Bindable, ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_int(statement, index, self ? 1 : 0)
    }

    static func read(_ statement: OpaquePointer, _ column: Int32) -> Bool { sqlite3_column_int(statement, column) != 0 }
}

extension String: Bindable, ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        var text = self
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text64(
                    statement, index, $0.baseAddress ?? empty, UInt64($0.count), transient, UInt8(SQLITE_UTF8))
            }
        }
    }

    static func read(_ statement: OpaquePointer, _ column: Int32) throws(StoreError) -> String {
        guard let bytes = sqlite3_column_text(statement, column) else {
            throw .unexpectedValue(column: Int(column))
        }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}

extension [UInt8]: Bindable, ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        withUnsafeBytes { bytes in
            sqlite3_bind_blob64(
                statement, index, bytes.baseAddress ?? UnsafeRawPointer(empty), UInt64(bytes.count), transient)
        }
    }

    static func read(_ statement: OpaquePointer, _ column: Int32) -> [UInt8] {
        guard let bytes = sqlite3_column_blob(statement, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column))))
    }
}

/// Where the address of an empty value points to, since a null pointer would bind NULL. One byte, never written.
nonisolated(unsafe) private let empty: UnsafePointer<CChar> = {
    let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    byte.initialize(to: 0)
    return UnsafePointer(byte)
}()

extension Optional: Bindable where Wrapped: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        guard let self else { return sqlite3_bind_null(statement, index) }
        return self.bind(to: statement, at: index)
    }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    static func read(_ statement: OpaquePointer, _ column: Int32) throws(StoreError) -> Wrapped? {
        guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return nil }
        return try Wrapped.read(statement, column)
    }
}

extension Identifier: Bindable, ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { rawValue.bind(to: statement, at: index) }

    static func read(_ statement: OpaquePointer, _ column: Int32) -> Identifier {
        Identifier(rawValue: .read(statement, column))
    }
}

extension Cursor: Bindable, ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { rawValue.bind(to: statement, at: index) }

    static func read(_ statement: OpaquePointer, _ column: Int32) -> Cursor {
        Cursor(rawValue: .read(statement, column))
    }
}

extension Timestamp: Bindable, ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { milliseconds.bind(to: statement, at: index) }

    static func read(_ statement: OpaquePointer, _ column: Int32) -> Timestamp {
        Timestamp(milliseconds: .read(statement, column))
    }
}

/// An enum that is stored by its raw text, and must come back as one of its cases.
protocol StoredByName: Bindable, ColumnValue, RawRepresentable<String> {}

extension StoredByName {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { rawValue.bind(to: statement, at: index) }

    static func read(_ statement: OpaquePointer, _ column: Int32) throws(StoreError) -> Self {
        guard let value = Self(rawValue: try String.read(statement, column)) else {
            throw .unexpectedValue(column: Int(column))
        }
        return value
    }
}

extension Author: StoredByName {}
extension Mail.State: StoredByName {}
extension Mail.Refusal: StoredByName {}
extension TicketStatus: StoredByName {}
extension Ticket.Kind: StoredByName {}
extension AgentRole: StoredByName {}
extension Attachment.Kind: StoredByName {}
extension AuditAction: StoredByName {}
extension AuditedActor.Kind: StoredByName {}
extension AuditObject.Kind: StoredByName {}
extension StaffActor.Surface: StoredByName {}
