public import Domain

/// One kind of lines in an export: a table of the database, or some of its columns, under names that stay the same when
/// the schema changes. `docs/export.md` describes each of them.
public struct RecordKind: Sendable {
    /// What a line says of one thing.
    public struct Member: Sendable {
        /// How a value is written.
        public enum Form: Sendable {
            /// A key, as a string of digits like everywhere in the API.
            case id
            case number
            case flag
            /// RFC 3339 with milliseconds, in UTC.
            case time
            case text
            /// One of these words.
            case word(Set<String>)
            /// Hexadecimal digits.
            case bytes
            /// A list that the database keeps as JSON. The function refuses what the program could not read.
            case list(@Sendable ([UInt8]) throws -> Void)
        }

        public let name: StaticString
        public let form: Form
        let column: StaticString
        /// Whether only staff may see it.
        public let isForStaff: Bool
    }

    /// Whose a record is, which decides what an export of one user or one ticket has.
    enum Owner: Sendable {
        /// Nobody's: it is in exports of everything only.
        case nobody
        /// It is a user.
        case user
        /// The user's in this column.
        case ofUser(StaticString)
        /// That of the ticket in this column.
        case ofTicket(StaticString)
        /// It belongs to a message of a ticket, once it is sent.
        case ofMessage
        /// Content of what does.
        case ofFiles
    }

    /// A column that is in no export, and for which an import has something of its own.
    public enum Supplied: Sendable {
        /// Where the file folder has the content.
        case fileName
        /// What proves that a browser may act for a user. Without the real one nobody can.
        case tokenHash

        var column: StaticString {
            switch self {
            case .fileName: "name"
            case .tokenHash: "token_hash"
            }
        }
    }

    /// The name of its file, without the ending.
    public let name: StaticString
    public let members: [Member]
    /// Whether it lets somebody in: then it is written only if it is asked for.
    public let isSecret: Bool
    /// Whether only staff may see it.
    public let isForStaff: Bool
    public let supplied: Supplied?
    let table: StaticString
    /// The order of its lines: that of a key.
    let order: StaticString
    let owner: Owner
    /// Which rows of the table; nil for all.
    let rows: StaticString?
    /// Whether a line adds to a row that another kind has made, which its first member names.
    let isAddition: Bool

    init(
        _ name: StaticString, table: StaticString? = nil, order: StaticString = "id", owner: Owner = .nobody,
        rows: StaticString? = nil, supplied: Supplied? = nil, isSecret: Bool = false, isForStaff: Bool = false,
        isAddition: Bool = false, _ members: [Member]
    ) {
        self.name = name
        self.table = table ?? name
        self.order = order
        self.owner = owner
        self.rows = rows
        self.supplied = supplied
        self.isSecret = isSecret
        self.isForStaff = isForStaff
        self.isAddition = isAddition
        self.members = members
    }
}

/// What of a database is exported.
public enum RecordScope: Sendable, Equatable {
    case everything
    case user(UserID)
    case ticket(TicketID)
}

extension RecordKind.Member {
    static func id(_ name: StaticString, column: StaticString? = nil, isForStaff: Bool = false) -> Self {
        Self(name: name, form: .id, column: column ?? name, isForStaff: isForStaff)
    }

    static func number(_ name: StaticString, column: StaticString? = nil, isForStaff: Bool = false) -> Self {
        Self(name: name, form: .number, column: column ?? name, isForStaff: isForStaff)
    }

    static func flag(_ name: StaticString, column: StaticString? = nil, isForStaff: Bool = false) -> Self {
        Self(name: name, form: .flag, column: column ?? name, isForStaff: isForStaff)
    }

    static func time(_ name: StaticString, column: StaticString? = nil, isForStaff: Bool = false) -> Self {
        Self(name: name, form: .time, column: column ?? name, isForStaff: isForStaff)
    }

    static func text(_ name: StaticString, column: StaticString? = nil, isForStaff: Bool = false) -> Self {
        Self(name: name, form: .text, column: column ?? name, isForStaff: isForStaff)
    }

    static func word(_ name: StaticString, _ words: some Sequence<String>) -> Self {
        Self(name: name, form: .word(Set(words)), column: name, isForStaff: false)
    }

    static func bytes(_ name: StaticString, column: StaticString? = nil) -> Self {
        Self(name: name, form: .bytes, column: column ?? name, isForStaff: false)
    }

    static func list(_ name: StaticString, _ check: @escaping @Sendable ([UInt8]) throws -> Void) -> Self {
        Self(name: name, form: .list(check), column: name, isForStaff: false)
    }
}
