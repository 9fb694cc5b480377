import Domain
import Glibc

/// What is wrong in the search, which has to say the same as the store. Reads all of both and changes nothing; a server
/// may run, and be taking texts in.
public struct SearchCheck: Sendable, Equatable {
    /// Damage of its database, a few of it. Then nothing else was looked at.
    public private(set) var damage: [String] = []
    /// Texts that it lacks, has in another form, or still has though they are gone.
    public private(set) var wrong = 0

    public var isWell: Bool { damage.isEmpty && wrong == 0 }

    /// Texts that are in memory at once.
    private static let page = 500

    /// Nil if there is none, or one that the next start makes anew because it is of another version of the program.
    public init?(folder: String) throws {
        let path = folder + "/search.db"
        if access(path, F_OK) != 0, errno == ENOENT { return nil }
        do {
            let search = try Connection(path: path, access: .readOnly)
            guard try search.first("PRAGMA user_version", read: { try $0[0] as Int }) == SearchIndex.version else {
                return nil
            }
            damage = try search.all("PRAGMA integrity_check(10)") { try $0[0] as String }.filter { $0 != "ok" }
            guard damage.isEmpty else { return }
            let store = try Connection(path: folder + "/otvet.db", access: .readOnly)
            // The search first: then whatever it has is in the store's snapshot too.
            try search.run(script: "BEGIN")
            let cursor = try search.first("SELECT cursor FROM progress") { try $0[0] as Cursor } ?? .start
            try store.run(script: "BEGIN")
            try compare(search, Reader(connection: store), upTo: cursor)
        } catch let error as StoreError where error.isDamage {
            damage = [error.description]
        }
    }

    private mutating func compare(_ search: Connection, _ store: Reader, upTo cursor: Cursor) throws {
        // What has changed since is taken in when its turn comes.
        let changed = try Set(
            store.connection.all(
                "SELECT message_id FROM events WHERE id > ? AND kind = 'message_updated'", cursor
            ) { try $0[0] as Int64 })
        try compare(
            in: search, "SELECT rowid, text FROM messages WHERE rowid > ? AND rowid <= ?",
            next: { last in
                try store.textsSaid(after: last, upTo: cursor, limit: Self.page).map { ($0.id.rawValue, $0.text) }
            }, isExcused: changed.contains)
        // A ticket in which nothing has been said may have no event yet that has told of its subject.
        let moved = try Set(
            store.connection.all(
                """
                SELECT ticket_id FROM events WHERE id > ? UNION SELECT id FROM tickets WHERE last_message_id = 0
                """, cursor
            ) { try $0[0] as Int64 })
        try compare(
            in: search, "SELECT rowid, text FROM subjects WHERE rowid > ? AND rowid <= ?",
            next: { last in try store.subjects(after: last, limit: Self.page).map { ($0.id.rawValue, $0.text) } },
            isExcused: moved.contains)
        let waiting = try Set(store.connection.all("SELECT user_id FROM unindexed_users") { try $0[0] as Int64 })
        try compare(
            in: search, "SELECT rowid, text FROM users WHERE rowid > ? AND rowid <= ?",
            next: { last in try store.usersToFind(after: last, limit: Self.page).map { ($0.id.rawValue, $0.text) } },
            isExcused: waiting.contains)
    }

    /// Compares two lists in the order of their keys, a page at a time.
    ///
    /// - Parameters:
    ///   - found: What the search has between two keys.
    ///   - next: What it should have after a key; nothing at the end.
    private mutating func compare(
        in search: Connection, _ found: SQL, next: (Int64) throws -> [(Int64, String?)],
        isExcused: (Int64) -> Bool
    ) throws {
        var last: Int64 = 0
        while last < .max {
            let page = try next(last)
            // What is gone has no key here any more, so the search is asked for the whole range.
            let end = page.last?.0 ?? .max
            var texts = try Dictionary(
                search.all(found, last, end) { (try $0[0] as Int64, try $0[1] as String) }, uniquingKeysWith: { $1 })
            for (key, text) in page where texts.removeValue(forKey: key) != text && !isExcused(key) { wrong += 1 }
            wrong += texts.keys.count { !isExcused($0) }
            last = end
        }
    }
}

extension Reader {
    /// What was said after `id`: messages and notes, as the search has them.
    fileprivate func textsSaid(after id: Int64, upTo cursor: Cursor, limit: Int) throws -> [SearchText<Message>] {
        try connection.all(
            """
            SELECT e.id, coalesce(m.text, n.text)
            FROM events e LEFT JOIN messages m ON m.ticket_id = e.ticket_id AND m.id = e.id
                LEFT JOIN notes n ON n.id = e.id
            WHERE e.id > ? AND e.id <= ? AND e.kind IN ('message', 'note') ORDER BY e.id LIMIT ?
            """, id, cursor, limit
        ) { row in
            let text: String? = try row[1]
            return SearchText(id: try row[0], text: text.flatMap { $0.isEmpty ? nil : SearchQuery.folded($0) })
        }
    }

    fileprivate func subjects(after id: Int64, limit: Int) throws -> [SearchText<Ticket>] {
        try connection.all(
            "SELECT id, subject FROM tickets WHERE id > ? AND subject IS NOT NULL ORDER BY id LIMIT ?", id, limit
        ) { row in SearchText(id: try row[0], text: SearchQuery.folded(try row[1])) }
    }

    fileprivate func usersToFind(after id: Int64, limit: Int) throws -> [SearchText<User>] {
        try connection.all("SELECT id FROM users WHERE id > ? ORDER BY id LIMIT ?", id, limit) { try $0[0] as UserID }
            .map { try textToIndex(of: $0) }
    }
}
