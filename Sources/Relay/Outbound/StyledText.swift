import Domain
import Telegram

/// A text with its formatting, as Telegram gives them.
struct StyledText: Equatable {
    var text: String
    var spans: [TextSpan] = []

    /// Without what can't be seen at both ends.
    var trimmed: StyledText {
        let text = text.trimmingBlanks()
        let start = self.text[..<text.startIndex].utf16.count
        return StyledText(text: String(text), spans: Self.move(spans, by: -start, within: text.utf16.count))
    }

    /// The texts that say something, each from a line of its own.
    init(joining texts: [StyledText]) {
        text = ""
        for other in texts.map(\.trimmed) where !other.text.isEmpty {
            if !text.isEmpty { text += "\n" }
            spans += Self.move(other.spans, by: text.utf16.count, within: .max)
            text += other.text
        }
    }

    init(text: String, spans: [TextSpan] = []) {
        self.text = text
        self.spans = spans
    }

    /// The text as visitors get it: as several messages if it is longer than one may be, and none if nothing of it can
    /// be seen.
    var messages: [(text: MessageText, spans: [TextSpan])] {
        let whole = trimmed
        var start = 0
        return split(whole.text, limit: MessageText.maximumLength).compactMap { piece in
            let rest = whole.text.utf16.dropFirst(start)
            let skipped = Substring(rest).prefix(while: \.isWhitespace).utf16.count
            let offset = start == 0 ? 0 : start + skipped
            start = offset + piece.utf16.count
            guard let text = try? MessageText(piece) else { return nil }
            return (text, text.fit(Self.move(whole.spans, by: -offset, within: piece.utf16.count), of: piece))
        }
    }

    /// Spans of a text, for a part of it or a longer one.
    private static func move(_ spans: [TextSpan], by distance: Int, within count: Int) -> [TextSpan] {
        spans.prefix(TextSpan.limit).compactMap { span in
            let (end, isTooFar) = span.offset.addingReportingOverflow(span.length)
            guard !isTooFar else { return nil }
            let from = max(0, span.offset + distance)
            return TextSpan(span.kind, offset: from, length: min(end + distance, count) - from, url: span.url)
        }
    }
}

extension StyledText {
    /// What visitors read of a message; beside a file it may be empty. What can't be carried over is named, so that
    /// nothing is swallowed silently. Nil for what is no content.
    init?(contentOf message: Telegram.Message) {
        switch message.content {
        case .text, .media: self.init(message)
        case .service, .unknown: return nil
        case .location(let latitude, let longitude): self.init(text: "📍 " + Self.map(latitude, longitude))
        case .venue(let title, let address, let latitude, let longitude):
            let names = [title, address].filter { !$0.isEmpty }.joined(separator: ", ")
            let link = latitude.flatMap { latitude in longitude.map { Self.map(latitude, $0) } }
            self.init(text: "📍 " + [names, link ?? ""].filter { !$0.isEmpty }.joined(separator: "\n"))
        case .contact(let name, let phone):
            self.init(text: "👤 " + [name, phone].filter { !$0.isEmpty }.joined(separator: ", "))
        case .dice(let emoji, let value): self.init(text: "[\(emoji) \(value)]")
        case .poll(let question): self.init(before: "📊 " + question, message)
        case .unsupported(let name): self.init(before: Self.signs[name] ?? "📎", message)
        }
    }

    /// What stands in the place of what visitors can't be shown: a sign, which needs no language. Of files there is one for
    /// all.
    private static let signs = [
        "story": "📖", "checklist": "☑️", "paid_media": "⭐", "game": "🎮", "invoice": "🧾", "giveaway": "🎁",
        "giveaway_winners": "🎁", "location": "📍", "venue": "📍",
    ]

    private init(before sign: String = "", _ message: Telegram.Message) {
        let prefix = sign.isEmpty || message.text.isEmpty ? sign : sign + " "
        text = prefix + message.text
        let shift = prefix.utf16.count
        spans = message.entities.prefix(TextSpan.limit).compactMap { entity in
            // Addresses in the text itself are found by whoever shows it.
            entity.spanKind.flatMap {
                TextSpan($0, offset: entity.offset + shift, length: entity.length, url: entity.url)
            }
        }
    }

    /// A page that shows the place. https://wiki.openstreetmap.org/wiki/Browsing#Sharing_a_link_to_the_map
    private static func map(_ latitude: Double, _ longitude: Double) -> String {
        "https://www.openstreetmap.org/?mlat=\(latitude)&mlon=\(longitude)#map=16/\(latitude)/\(longitude)"
    }
}

extension MessageEntity {
    fileprivate var spanKind: TextSpan.Kind? {
        switch kind {
        case .bold: .bold
        case .italic: .italic
        case .underline: .underline
        case .strikethrough: .strikethrough
        case .spoiler: .spoiler
        case .blockquote, .expandableBlockquote: .quote
        case .code: .code
        case .pre: .pre
        case .textLink: .link
        case .mention, .hashtag, .cashtag, .url, .email, .botCommand, .phoneNumber, .textMention, .customEmoji,
            .dateTime:
            nil
        }
    }
}
