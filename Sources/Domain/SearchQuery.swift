/// What somebody searches for: words, each of which is found by its beginning, whatever its ending.
public struct SearchQuery: Sendable, Equatable {
    /// UTF-16 code units of a query.
    public static let maximumLength = 200
    /// Further words are ignored: eight are enough to tell what is meant.
    static let wordLimit = 8
    /// The index holds prefixes of 3 to this many letters. A longer stem is looked up by its first letters, and
    /// ``isIn(_:)`` then checks what was found.
    public static let longestPrefix = 6
    static let shortestStem = 4

    /// The words in lower case, without their endings.
    public let stems: [String]

    /// - Throws: ``DeskError/invalid(_:)`` if the text has no words, or is too long.
    public init(_ text: String) throws(DeskError) {
        guard text.utf16.count <= Self.maximumLength else { throw .invalid(.query) }
        stems = Self.words(of: text).prefix(Self.wordLimit).map(Self.stem)
        if stems.isEmpty { throw .invalid(.query) }
    }

    /// The number that is searched for if the query is one number, as in `#42`.
    public var number: Int64? { stems.count == 1 ? Int64(stems[0]) : nil }

    /// The query in the language of SQLite's FTS5: each word in quotes, so that nothing in it is an operator.
    public var match: String {
        stems.map { stem in
            stem.count < 3 ? "\"\(stem)\"" : "\"\(stem.prefix(Self.longestPrefix))\" *"
        }.joined(separator: " ")
    }

    /// Whether a text that `match` has found really holds the words.
    public func isIn(_ text: String) -> Bool {
        let long = stems.filter { $0.count > Self.longestPrefix }
        if long.isEmpty { return true }
        // The index also drops diacritics from Latin letters, which `folded` does not. So its
        // answer is believed for such a text.
        if text.unicodeScalars.contains(where: { 0xC0...0x24F ~= $0.value }) { return true }
        let words = Self.words(of: text)
        return long.allSatisfy { stem in words.contains { $0.hasPrefix(stem) } }
    }

    /// A text in the form in which it goes into the index: in lower case, with `ё` as `е`, because people type either.
    public static func folded(_ text: String) -> String {
        let lower = text.lowercased()
        // Every message comes through here. A text of ASCII holds neither of the two scalars,
        // so it needs no walk through them.
        guard !lower.utf8.allSatisfy({ $0 < 0x80 }) else { return lower }
        var folded = String.UnicodeScalarView()
        for scalar in lower.unicodeScalars {
            if scalar == "\u{451}" {
                folded.append("\u{435}")
            } else if scalar != "\u{308}" || folded.last != "\u{435}" {
                folded.append(scalar)
            }
        }
        return String(folded)
    }

    private static func words(of text: String) -> [String] {
        folded(text).split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }

    private static func stem(_ word: String) -> String {
        guard word.allSatisfy(\.isLetter) else { return word }
        var stem = word[...]
        for endings in [reflexive, word.first?.isASCII == true ? english : russian] {
            let ending = endings.first { stem.hasSuffix($0) && stem.count - $0.count >= shortestStem }
            if let ending { stem = stem.dropLast(ending.count) }
        }
        return String(stem)
    }

    // The longest endings come first.
    private static let reflexive = ["ся", "сь"]
    private static let russian = [
        "иями", "ями", "ами", "иях", "ого", "его", "ому", "ему", "ыми", "ими", "ешь", "ете", "ишь", "ите", "ала", "ила",
        "ыла", "али", "или", "ыли", "ать", "ить", "еть", "ует", "уют", "ают", "яют", "ией", "ях", "ах", "ей", "ой",
        "ый",
        "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ую", "юю", "ом", "ем", "ам", "ям", "ов", "ев", "ию", "ия", "ья",
        "ью",
        "ут", "ют", "ат", "ят", "ет", "ит", "ал", "ил", "ыл", "ть", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й",
    ]
    private static let english = [
        "ations", "ation", "ings", "edly", "ing", "ies", "ied", "ers", "ed", "es", "er", "ly", "s", "e", "y",
    ]
}
