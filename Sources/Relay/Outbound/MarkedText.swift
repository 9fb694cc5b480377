import Domain
import Telegram

/// A text in which bold marks the program's and the staff's own words. What visitors write is posted without
/// formatting, so nothing that they type can look like a colleague's line, the card, or a line of the program.
struct MarkedText: Equatable {
    private(set) var text = ""
    private(set) var entities: [MessageEntity] = []

    init() {}

    init(text: String, entities: [MessageEntity]) { (self.text, self.entities) = (text, entities) }

    /// Adds words of the program or of the staff, in bold.
    mutating func add(ours words: String) {
        if !words.isEmpty {
            entities.append(MessageEntity(.bold, offset: text.utf16.count, length: words.utf16.count))
        }
        text += words
    }

    /// Adds words of anybody else.
    mutating func add(_ words: String) { text += words.inPlainLetters }

    mutating func add(_ other: MarkedText) {
        let shift = text.utf16.count
        entities += other.entities.map { MessageEntity($0.kind, offset: $0.offset + shift, length: $0.length) }
        text += other.text
    }

    /// The beginning of at most `limit` UTF-16 units, which must be two or more.
    func prefix(_ limit: Int) -> MarkedText {
        guard text.utf16.count > limit else { return self }
        var short = MarkedText()
        short.text = split(text, limit: limit).first ?? ""
        let length = short.text.utf16.count
        short.entities = entities.filter { $0.offset + $0.length <= length }
        return short
    }
}

extension String {
    /// How much of a line of the program's own is its heading: the part before a colon, or the whole first line.
    var headingLength: Int {
        let line = prefix { !$0.isNewline }
        let colon = line.indices.first { index in
            line[index] == ":" && line.index(after: index) < line.endIndex && line[line.index(after: index)] == " "
        }
        return line[..<(colon.map(line.index(after:)) ?? line.endIndex)].utf16.count
    }
}
