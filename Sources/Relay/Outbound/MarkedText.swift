import Domain
import Telegram

/// A text of the program's own, in which bold marks what is ours. What visitors write is posted without formatting, so
/// that nothing they type can look like it: not a colleague's line, not the card, not a line of the program.
struct MarkedText: Equatable {
    private(set) var text = ""
    private(set) var entities: [MessageEntity] = []

    init() {}

    init(text: String, entities: [MessageEntity]) { (self.text, self.entities) = (text, entities) }

    /// Words of the program or of the staff.
    mutating func add(ours words: String) {
        if !words.isEmpty {
            entities.append(MessageEntity(.bold, offset: text.utf16.count, length: words.utf16.count))
        }
        text += words
    }

    /// Words of whoever else.
    mutating func add(_ words: String) { text += words.inPlainLetters }

    mutating func add(_ other: MarkedText) {
        let shift = text.utf16.count
        entities += other.entities.map { MessageEntity($0.kind, offset: $0.offset + shift, length: $0.length) }
        text += other.text
    }

    /// The beginning, of at most so many UTF-16 units, two or more.
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
    /// How much of a line of the program's says whose it is: what is before a colon, or all of the first line.
    var headingLength: Int {
        let line = prefix { !$0.isNewline }
        let colon = line.indices.first { index in
            line[index] == ":" && line.index(after: index) < line.endIndex && line[line.index(after: index)] == " "
        }
        return line[..<(colon.map(line.index(after:)) ?? line.endIndex)].utf16.count
    }
}
