public import Domain
import Glibc

/// Where words are found. A view of the store in a database of its own, so that taking texts in never holds up who
/// writes: it may be removed at any time and is made anew.
public final class SearchIndex: Sendable {
    /// Another number makes the index anew.
    private static let version = 3

    private let connection: Connection
    private let readers: Readers

    /// - Parameter isAhead: Whether the store knows less than what was taken in, as when an older copy has been brought back.
    init(folder: String, isAhead: (Cursor) throws -> Bool) throws {
        let path = folder + "/search.db"
        var opened: Connection?
        do {
            let found = try Self.open(path)
            let taken: Cursor = try found.first("SELECT cursor FROM progress") { try $0[0] } ?? .start
            if try !isAhead(taken) { opened = found }
        } catch StoreError.sqlite {
            // It is broken, and nothing is lost with it.
        }
        if let opened {
            connection = opened
        } else {
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
            connection = try Self.open(path)
        }
        readers = Readers(path: path)
    }

    private static func open(_ path: String) throws -> Connection {
        let connection = try Connection(path: path, access: .readWrite)
        // NORMAL: what a power failure takes is taken in again.
        try connection.run(script: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384")
        let found: Int = try connection.first("PRAGMA user_version") { try $0[0] } ?? 0
        guard found != version else { return connection }
        // Beginnings of words are kept by length, and no positions: phrases are not looked for.
        try connection.run(
            script: """
                BEGIN IMMEDIATE;
                DROP TABLE IF EXISTS messages; DROP TABLE IF EXISTS users; DROP TABLE IF EXISTS subjects;
                DROP TABLE IF EXISTS progress;
                CREATE VIRTUAL TABLE messages USING fts5 (
                    text, tokenize = 'unicode61 remove_diacritics 2', prefix = '3 4 5 6', detail = none, columnsize = 0);
                CREATE VIRTUAL TABLE users USING fts5 (
                    text, tokenize = 'unicode61 remove_diacritics 2', prefix = '3 4 5 6', detail = none, columnsize = 0);
                CREATE VIRTUAL TABLE subjects USING fts5 (
                    text, tokenize = 'unicode61 remove_diacritics 2', prefix = '3 4 5 6', detail = none, columnsize = 0);
                CREATE TABLE progress (cursor INTEGER NOT NULL) STRICT;
                INSERT INTO progress VALUES (0);
                PRAGMA user_version = \(version);
                COMMIT
                """)
        return connection
    }

    func close() {
        readers.close()
    }

    /// Everything up to here has been taken in.
    public func progress() throws -> Cursor {
        try readers.read { try $0.connection.first("SELECT cursor FROM progress") { try $0[0] } ?? .start }
    }

    /// Takes texts in, and takes out those that are gone. A note goes by its id, which is the number of its event as a
    /// message's is. Called by one task at a time.
    public func take(
        messages: [SearchText<Message>], subjects: [SearchText<Ticket>] = [], upTo cursor: Cursor
    ) throws {
        try transaction {
            for subject in subjects { try take(subject) }
            for message in messages {
                if let text = message.text {
                    try connection.execute(
                        "INSERT OR REPLACE INTO messages (rowid, text) VALUES (?, ?)", message.id, text)
                } else {
                    try connection.execute("DELETE FROM messages WHERE rowid = ?", message.id)
                }
            }
            try connection.execute("UPDATE progress SET cursor = ?", cursor)
        }
    }

    /// Most events of a ticket leave its subject as it is.
    private func take(_ subject: SearchText<Ticket>) throws {
        let known: String? = try connection.first("SELECT text FROM subjects WHERE rowid = ?", subject.id) { try $0[0] }
        guard known != subject.text else { return }
        if let text = subject.text {
            try connection.execute("INSERT OR REPLACE INTO subjects (rowid, text) VALUES (?, ?)", subject.id, text)
        } else {
            try connection.execute("DELETE FROM subjects WHERE rowid = ?", subject.id)
        }
    }

    /// The same for users. Called by the same task.
    public func take(users: [SearchText<User>]) throws {
        try transaction {
            for user in users {
                if let text = user.text {
                    try connection.execute("INSERT OR REPLACE INTO users (rowid, text) VALUES (?, ?)", user.id, text)
                } else {
                    try connection.execute("DELETE FROM users WHERE rowid = ?", user.id)
                }
            }
        }
    }

    /// Messages and notes that may have the words, the newest first.
    public func messages(_ query: SearchQuery, before id: MessageID, limit: Int) throws -> [MessageID] {
        try readers.read { reader in
            try reader.connection.all(
                "SELECT rowid FROM messages WHERE messages MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
                query.match, id, limit
            ) { try $0[0] }
        }
    }

    /// Tickets whose subject may have the words, the newest first.
    public func tickets(_ query: SearchQuery, limit: Int) throws -> [TicketID] {
        try readers.read { reader in
            try reader.connection.all(
                "SELECT rowid FROM subjects WHERE subjects MATCH ? ORDER BY rowid DESC LIMIT ?", query.match, limit
            ) { try $0[0] }
        }
    }

    /// Users whose name, address or number may have the words, the newest first.
    public func users(_ query: SearchQuery, limit: Int) throws -> [UserID] {
        try readers.read { reader in
            try reader.connection.all(
                "SELECT rowid FROM users WHERE users MATCH ? ORDER BY rowid DESC LIMIT ?", query.match, limit
            ) { try $0[0] }
        }
    }

    private func transaction(_ body: () throws -> Void) throws {
        try connection.execute("BEGIN IMMEDIATE")
        do {
            try body()
            try connection.execute("COMMIT")
        } catch {
            try? connection.execute("ROLLBACK")  // SQLite may have rolled back by itself
            throw error
        }
    }
}

/// The folded text of something, or nil if it is gone.
public struct SearchText<Entity>: Sendable, Equatable {
    public let id: Identifier<Entity>
    public let text: String?
}
