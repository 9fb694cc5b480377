public import Domain
import Glibc
import Synchronization

/// Where words are found. A view of the store in a database of its own, so that taking texts in never holds up who
/// writes: it may be removed at any time and is made anew. What meets damage in it throws ``StoreError/damagedSearch``.
public final class SearchIndex: Sendable {
    /// Another number makes the index anew.
    static let version = 3

    /// The database, as it was opened last.
    private struct Opened {
        /// The only one that writes.
        let connection: Connection
        let readers: Readers
        /// Whether somebody has met damage, and what.
        let damage: Damage
        var whole: Self? { damage.found == nil ? self : nil }

        init(_ path: String) throws {
            let damage = Damage()
            connection = try SearchIndex.open(path, damage)
            readers = Readers(path: path, damage: damage)
            self.damage = damage
        }
    }

    private let path: String
    /// Nil while it is made anew.
    private let opened: Mutex<Opened?>

    /// - Parameter isAhead: Whether the store knows less than what was taken in, as when an older copy has been brought back.
    init(folder: String, isAhead: (Cursor) throws -> Bool) throws {
        path = folder + "/search.db"
        var opened: Opened?
        do {
            let found = try Opened(path)
            let taken: Cursor = try found.connection.first("SELECT cursor FROM progress") { try $0[0] } ?? .start
            if try !isAhead(taken) { opened = found }
        } catch StoreError.sqlite {
            // It is broken, and nothing is lost with it.
        }
        self.opened = Mutex(opened)
        if opened == nil { try renew() }
    }

    /// What has been found of its damage; nil if nothing has.
    public var damage: String? { opened.withLock { $0?.damage.found } }

    /// Removes it and begins with an empty one. Searches meanwhile fail or find what the old one still has. Called by the
    /// task that takes texts in.
    public func renew() throws {
        // Closed first, or it would remove the new one's log at its end. Connections that only read remove nothing.
        opened.withLock { $0 = nil }
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        let new = try Opened(path)
        opened.withLock { $0 = new }
    }

    /// A search has hold of what reads and of nothing else: the connection that writes must be closed by ``renew()``.
    private func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        try whole(opened.withLock { $0?.whole?.readers }) { readers in try readers.read { try body($0.connection) } }
    }

    private func transaction(_ body: (Connection) throws -> Void) throws {
        try whole(opened.withLock { $0?.whole?.connection }) { connection in
            try connection.transaction { try body(connection) }
        }
    }

    private func whole<Part, Result>(_ part: Part?, _ body: (Part) throws -> Result) throws -> Result {
        guard let part else { throw StoreError.damagedSearch }
        do {
            return try body(part)
        } catch let error as StoreError where error.isDamage {
            throw StoreError.damagedSearch
        }
    }

    private static func open(_ path: String, _ damage: Damage) throws -> Connection {
        let connection = try Connection(path: path, access: .readWrite, damage: damage)
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
        opened.withLock { $0?.readers.close() }
    }

    /// Everything up to here has been taken in.
    public func progress() throws -> Cursor {
        try read { try $0.first("SELECT cursor FROM progress") { try $0[0] } ?? .start }
    }

    /// Takes texts in, and takes out those that are gone. A note goes by its id, which is the number of its event as a
    /// message's is. Called by one task at a time.
    public func take(
        messages: [SearchText<Message>], subjects: [SearchText<Ticket>] = [], upTo cursor: Cursor
    ) throws {
        try transaction { connection in
            for subject in subjects { try take(subject, connection) }
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
    private func take(_ subject: SearchText<Ticket>, _ connection: Connection) throws {
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
        try transaction { connection in
            for user in users {
                if let text = user.text {
                    try connection.execute("INSERT OR REPLACE INTO users (rowid, text) VALUES (?, ?)", user.id, text)
                } else {
                    try connection.execute("DELETE FROM users WHERE rowid = ?", user.id)
                }
            }
        }
    }

    /// Takes out what was removed. Called by the same task.
    public func forget(_ removals: SearchRemovals) throws {
        try transaction { connection in
            for id in removals.messages { try connection.execute("DELETE FROM messages WHERE rowid = ?", id) }
            for id in removals.tickets { try connection.execute("DELETE FROM subjects WHERE rowid = ?", id) }
            for id in removals.users { try connection.execute("DELETE FROM users WHERE rowid = ?", id) }
        }
    }

    /// Leaves nothing of what was taken out: it merges what the words are kept in, of which a removal only says that it does
    /// not count, and writes the file anew. Called by the same task; searches go on meanwhile.
    /// https://www.sqlite.org/fts5.html#the_optimize_command
    ///
    /// - Returns: False if a search that reads kept the log from being emptied.
    public func rewrite() throws -> Bool {
        try whole(opened.withLock { $0?.whole?.connection }) { connection in
            try connection.run(
                script: """
                    INSERT INTO messages (messages) VALUES ('optimize');
                    INSERT INTO users (users) VALUES ('optimize');
                    INSERT INTO subjects (subjects) VALUES ('optimize');
                    VACUUM
                    """)
            return try connection.checkpoint(truncating: true)
        }
    }

    /// Messages and notes that may have the words, the newest first.
    public func messages(_ query: SearchQuery, before id: MessageID, limit: Int) throws -> [MessageID] {
        try read { connection in
            try connection.all(
                "SELECT rowid FROM messages WHERE messages MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
                query.match, id, limit
            ) { try $0[0] }
        }
    }

    /// Tickets whose subject may have the words, the newest first.
    public func tickets(_ query: SearchQuery, limit: Int) throws -> [TicketID] {
        try read { connection in
            try connection.all(
                "SELECT rowid FROM subjects WHERE subjects MATCH ? ORDER BY rowid DESC LIMIT ?", query.match, limit
            ) { try $0[0] }
        }
    }

    /// Users whose name, address or number may have the words, the newest first.
    public func users(_ query: SearchQuery, limit: Int) throws -> [UserID] {
        try read { connection in
            try connection.all(
                "SELECT rowid FROM users WHERE users MATCH ? ORDER BY rowid DESC LIMIT ?", query.match, limit
            ) { try $0[0] }
        }
    }
}

/// The folded text of something, or nil if it is gone.
public struct SearchText<Entity>: Sendable, Equatable {
    public let id: Identifier<Entity>
    public let text: String?
}
