/// What a row is read into.
protocol StoredRow {
    /// What statements ask for.
    static var columns: SQL.Columns { get }
    /// Reads the columns in their order, and leaves what follows them.
    init(_ row: inout Row) throws
}
