public import Domain

extension Reader {
    /// The last pages that the user walked through in the browser that they used last, the newest first.
    public func visitedPages(of user: UserID) throws -> [VisitedPage] {
        let json = try connection.first(
            "SELECT pages FROM sessions WHERE user_id = ? AND pages IS NOT NULL ORDER BY id DESC LIMIT 1", user
        ) { try $0[0] as String }
        return try json.map { try [VisitedPage](json: Array($0.utf8)).reversed() } ?? []
    }
}

extension Transaction {
    /// Keeps the last pages that a session's visitor walked through, the oldest first. None given changes nothing.
    public func keep(_ pages: [VisitedPage], of session: SessionID, now: Timestamp) throws {
        guard !pages.isEmpty else { return }
        let json = String(decoding: pages.noLater(than: now).json, as: UTF8.self)
        try connection.execute("UPDATE sessions SET pages = ?2 WHERE id = ?1 AND pages IS NOT ?2", session, json)
    }
}
