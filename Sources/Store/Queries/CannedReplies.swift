public import Domain

extension Reader {
    /// All of them, by shortcut.
    public func cannedReplies() throws -> [CannedReply] {
        try connection.all(
            "SELECT \(CannedReply.columns) FROM canned_replies ORDER BY shortcut LIMIT ?", CannedReply.limit,
            read: CannedReply.init)
    }

    public func cannedReply(_ id: CannedReplyID) throws -> CannedReply? {
        try connection.first(
            "SELECT \(CannedReply.columns) FROM canned_replies WHERE id = ?", id, read: CannedReply.init)
    }

    fileprivate func isTaken(_ shortcut: String, except id: CannedReplyID) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM canned_replies WHERE shortcut = ? AND id <> ?", shortcut, id
        ) { _ in true } ?? false
    }
}

extension CannedReply: StoredRow {
    static var columns: SQL.Columns {
        "canned_replies.id, canned_replies.shortcut, canned_replies.title, canned_replies.text"
    }

    init(_ row: inout Row) throws {
        try self.init(id: row.next(), shortcut: row.next(), title: row.next(), text: row.next())
    }
}

extension Transaction {
    /// Keeps a reply under a number of its own, whatever `reply` has for one.
    ///
    /// - Throws: ``DeskError/shortcutTaken``, ``DeskError/tooMany``
    public func addCannedReply(_ reply: CannedReply) throws -> CannedReply {
        guard try !read.isTaken(reply.shortcut, except: CannedReplyID(rawValue: 0)) else {
            throw DeskError.shortcutTaken
        }
        let count = try connection.first("SELECT count(*) FROM canned_replies") { try $0[0] as Int } ?? 0
        guard count < CannedReply.limit else { throw DeskError.tooMany }
        let id: CannedReplyID = try connection.insert(
            "INSERT INTO canned_replies (shortcut, title, text) VALUES (?, ?, ?)", reply.shortcut, reply.title,
            reply.text)
        return try CannedReply(id: id, shortcut: reply.shortcut, title: reply.title, text: reply.text)
    }

    /// - Throws: ``DeskError/shortcutTaken``
    public func changeCannedReply(_ reply: CannedReply) throws {
        guard try !read.isTaken(reply.shortcut, except: reply.id) else { throw DeskError.shortcutTaken }
        try connection.execute(
            "UPDATE canned_replies SET shortcut = ?, title = ?, text = ? WHERE id = ?", reply.shortcut, reply.title,
            reply.text, reply.id)
    }

    /// Returns whether there was one.
    public func removeCannedReply(_ id: CannedReplyID) throws -> Bool {
        let changes = connection.totalChanges
        try connection.execute("DELETE FROM canned_replies WHERE id = ?", id)
        return connection.totalChanges > changes
    }
}
