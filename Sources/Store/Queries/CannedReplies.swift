public import Domain

extension Reader {
    /// All of them, by shortcut.
    public func cannedReplies() throws -> [CannedReply] {
        try connection.all(
            "SELECT id, shortcut, title, text FROM canned_replies ORDER BY shortcut LIMIT ?", CannedReply.limit,
            read: cannedReply)
    }

    public func cannedReply(_ id: CannedReplyID) throws -> CannedReply? {
        try connection.first(
            "SELECT id, shortcut, title, text FROM canned_replies WHERE id = ?", id, read: cannedReply)
    }

    private func cannedReply(_ row: Row) throws -> CannedReply {
        try CannedReply(id: try row[0], shortcut: try row[1], title: try row[2], text: try row[3])
    }

    fileprivate func isTaken(_ shortcut: String, except id: CannedReplyID) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM canned_replies WHERE shortcut = ? AND id <> ?", shortcut, id
        ) { _ in true } ?? false
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
        try connection.execute(
            "INSERT INTO canned_replies (shortcut, title, text) VALUES (?, ?, ?)", reply.shortcut, reply.title,
            reply.text)
        let id = CannedReplyID(rawValue: connection.lastInsertedKey)
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
