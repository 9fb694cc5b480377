extension String {
    /// At most the first `count` Unicode scalars. Cuts by scalars, as SQLite's `substr` does, because a character can be
    /// of any length.
    public func prefix(scalars count: Int) -> String {
        // Each scalar takes a byte at least.
        guard utf8.count > count else { return self }
        let end = unicodeScalars.index(startIndex, offsetBy: count, limitedBy: endIndex)
        return end.map { String(self[..<$0]) } ?? self
    }
}
