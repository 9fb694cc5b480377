import Glibc

// What was deleted leaves bytes behind: in parts of pages that are free, in the log, in copies. For people who are erased
// these go too.

extension Reader {
    /// Whether the database is to be written anew, so that nothing is left of what was deleted in it.
    public func isRewriteWanted() throws -> Bool { try setting(rewriteName) != nil }
}

extension Transaction {
    /// Somebody was erased.
    func wantRewrite() throws { try setSetting(rewriteName, to: "1") }
}

private let rewriteName = "rewrite_wanted"

extension Store {
    /// A larger database is written anew only by a start: it would hold up whoever writes for more than a second or two.
    private static let largestRewrite = 128 << 20

    /// Whether the database is too large to be written anew while somebody waits.
    public var isLarge: Bool { files.databaseBytes > Self.largestRewrite }

    /// Leaves nothing of what was deleted: writes the database anew if that is wanted, empties its log, and removes the copies
    /// that were made before updates.
    ///
    /// - Parameter isServing: Whether somebody may have to wait meanwhile; then a large database is left to the next start.
    /// - Returns: Whether all of that is done. A log that somebody reads is emptied by a later call.
    public func purge(isServing: Bool = true) async throws -> Bool {
        if try read({ try $0.isRewriteWanted() }) {
            guard !isServing || !isLarge else { return false }
            try await writer.alone { try $0.rewrite() }
        }
        guard try await checkpointer.empty() else { return false }
        files.removeCopies()
        return true
    }
}

extension Connection {
    /// Writes the database anew. `secure_delete` alone leaves copies of rows that were moved to other pages.
    /// https://www.sqlite.org/lang_vacuum.html
    func rewrite() throws {
        try run(script: "VACUUM")
        try execute("DELETE FROM settings WHERE name = ?", rewriteName)
    }

    /// The same at a start, if it is wanted.
    func rewriteIfWanted() throws {
        if try Reader(connection: self).isRewriteWanted() { try rewrite() }
    }
}

extension FolderFiles {
    /// Bytes of the database itself; 0 if that can't be told.
    var databaseBytes: Int {
        var status = stat()
        return stat(databasePath, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Removes the copies that ``Migrator`` has made: they hold what was deleted since.
    fileprivate func removeCopies() {
        for schema in 1...Migrator.embedded.count { unlink(copyPath(beforeSchema: schema)) }
    }

    /// Where the database is copied to before it is given a schema.
    func copyPath(beforeSchema schema: Int) -> String { "\(folder)/before-schema-\(schema).db" }
}
