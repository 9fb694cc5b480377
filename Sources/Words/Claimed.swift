import Domain

extension TeamWords {
    /// What somebody claims: in one line, and in quotation marks that it can't close by itself. Its beginning if it takes
    /// more than `limit` UTF-16 units.
    public func claimed(_ text: String, _ limit: Int = .max) -> String {
        let line = text.inOneLine.unicodeScalars.filter { !$0.properties.isQuotationMark || apostrophes.contains($0) }
        return quoted(String(line).shortened(to: limit))
    }
}

/// Names have them.
private let apostrophes: Set<Unicode.Scalar> = ["'", "‘", "’", "‚"]

extension String {
    /// The same, or its beginning and an ellipsis, in at most so many UTF-16 units.
    public func shortened(to limit: Int) -> String {
        utf16.count <= limit ? self : (Domain.split(self, limit: limit - 1).first ?? "") + "…"
    }
}
