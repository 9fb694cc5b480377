import Domain

extension TeamWords {
    /// Somebody's claim on one line and in quotation marks, which the text can't close by itself. A longer text than
    /// `limit` UTF-16 units is shortened.
    public func claimed(_ text: String, _ limit: Int = .max) -> String {
        let line = text.inOneLine.unicodeScalars.filter { !$0.properties.isQuotationMark || apostrophes.contains($0) }
        return quoted(String(line).shortened(to: limit))
    }
}

/// These are allowed, because names contain them.
private let apostrophes: Set<Unicode.Scalar> = ["'", "‘", "’", "‚"]

extension String {
    /// The text itself if it has at most `limit` UTF-16 units; otherwise its beginning
    /// and an ellipsis, within the limit.
    public func shortened(to limit: Int) -> String {
        utf16.count <= limit ? self : (Domain.split(self, limit: limit - 1).first ?? "") + "…"
    }
}
