/// The text of a statement. It is written out where it is used, and a list of columns that several statements share stands
/// in it by name:
///
///     connection.first("SELECT \(Note.columns) FROM notes WHERE id = ?", id, read: Note.init)
///
/// All parts are literals. So no value ever becomes part of a text, and a text is told from others by where its parts lie
/// in memory: nothing is allocated or joined except when a statement is prepared.
struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// Columns in the order in which a row is read, each with the full name of its table, so that any join may ask for them.
    struct Columns: ExpressibleByStringLiteral, Sendable {
        let list: StaticString

        init(stringLiteral list: StaticString) { self.list = list }
    }

    struct StringInterpolation: StringInterpolationProtocol {
        /// Two lists of columns at most, and what stands around them.
        fileprivate var parts = InlineArray<5, StaticString>(repeating: "")
        fileprivate var count = 0

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: StaticString) {
            parts[count] = literal
            count += 1
        }

        mutating func appendInterpolation(_ columns: Columns) { appendLiteral(columns.list) }
    }

    private let parts: InlineArray<5, StaticString>
    private let count: Int

    init(stringLiteral text: StaticString) {
        parts = InlineArray(repeating: text)
        count = 1
    }

    init(stringInterpolation: StringInterpolation) {
        (parts, count) = (stringInterpolation.parts, stringInterpolation.count)
    }
}

extension SQL: CustomStringConvertible {
    var description: String { (0..<count).map { "\(parts[$0])" }.joined() }
}

extension SQL: Hashable {
    static func == (one: SQL, other: SQL) -> Bool {
        one.count == other.count && (0..<one.count).allSatisfy { one.parts[$0].utf8Start == other.parts[$0].utf8Start }
    }

    /// What stands last is different in nearly all of them.
    func hash(into hasher: inout Hasher) { hasher.combine(parts[count - 1].utf8Start) }
}
