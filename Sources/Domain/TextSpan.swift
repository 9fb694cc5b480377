/// A formatted part of a message's text.
public struct TextSpan: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case bold, italic, underline, strikethrough, spoiler, quote, code, pre, link
    }

    public let kind: Kind
    /// In UTF-16 code units, as browsers and Telegram count.
    public let offset: Int
    public let length: Int
    /// The address of a link: `http:`, `https:` or `mailto:` only.
    public let url: String?

    /// Nil for an empty span, and for a link to anywhere but the web or a mailbox.
    public init?(_ kind: Kind, offset: Int, length: Int, url: String? = nil) {
        guard offset >= 0, length > 0 else { return nil }
        if kind == .link {
            let schemes = ["https://", "http://", "mailto:"]
            guard let url, schemes.contains(where: url.lowercased().hasPrefix) else { return nil }
        }
        self.kind = kind
        self.offset = offset
        self.length = length
        self.url = kind == .link ? url : nil
    }

    /// The most spans that are kept of one message: with more it is not formatting.
    public static let limit = 200
}

extension MessageText {
    /// Moves the spans of a text to where they are once its blanks are trimmed.
    ///
    /// - Parameter original: The text before trimming.
    public func fit(_ spans: [TextSpan], of original: String) -> [TextSpan] {
        let dropped = original.utf16.count - original.drop(while: \.isBlank).utf16.count
        let count = text.utf16.count
        return spans.prefix(TextSpan.limit).compactMap { span in
            // Bounded by the original, whatever the span claims, so that nothing below overflows.
            let start = min(span.offset, original.utf16.count) - dropped
            let end = min(start + min(span.length, original.utf16.count), count)
            return TextSpan(span.kind, offset: max(0, start), length: end - max(0, start), url: span.url)
        }
    }
}
