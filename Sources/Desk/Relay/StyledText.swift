import Domain
import Telegram

/// A text with its formatting, as Telegram gives them.
struct StyledText: Equatable {
    var text: String
    var spans: [TextSpan] = []

    /// The text as visitors get it.
    ///
    /// - Parameter mayBeBlank: whether there is a file beside it.
    /// - Throws: ``DeskError`` if it is empty or too long.
    func message(mayBeBlank: Bool = false) throws(DeskError) -> (text: MessageText, spans: [TextSpan]) {
        let text = try MessageText(text, mayBeBlank: mayBeBlank)
        return (text, text.fit(spans, of: self.text))
    }
}

extension StyledText {
    init(before prefix: String = "", _ message: Telegram.Message) {
        text = prefix + message.text
        let shift = prefix.utf16.count
        spans = message.entities.prefix(TextSpan.limit).compactMap { entity in
            // Addresses in the text itself are found by whoever shows it.
            entity.spanKind.flatMap {
                TextSpan($0, offset: entity.offset + shift, length: entity.length, url: entity.url)
            }
        }
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
