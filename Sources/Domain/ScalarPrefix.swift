extension String {
    /// At most the first `count` Unicode scalars. Like SQLite's `substr`, it cuts between scalars, because
    /// a character can have any length.
    public func prefix(scalars count: Int) -> String {
        // A scalar takes at least one byte.
        guard utf8.count > count else { return self }
        let end = unicodeScalars.index(startIndex, offsetBy: count, limitedBy: endIndex)
        return end.map { String(self[..<$0]) } ?? self
    }
}
