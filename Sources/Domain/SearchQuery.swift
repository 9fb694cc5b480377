/// What somebody looks for: words, each found by its beginning, whatever its ending.
public struct SearchQuery: Sendable, Equatable {
    /// UTF-16 code units of a query.
    public static let maximumLength = 200
    /// Further words are ignored: eight tell what is meant.
    static let wordLimit = 8
    /// The index knows beginnings of 3 to so many letters by heart. A longer stem is looked for by its first letters,
    /// and what was found is looked at again.
    public static let longestPrefix = 6
    static let shortestStem = 4

    /// Folded, without their endings.
    public let stems: [String]

    /// - Throws: ``DeskError/invalid(_:)`` for a text without words, or one that is too long.
    public init(_ text: String) throws(DeskError) {
        guard text.utf16.count <= Self.maximumLength else { throw .invalid(.query) }
        stems = Self.words(of: text).prefix(Self.wordLimit).map(Self.stem)
        if stems.isEmpty { throw .invalid(.query) }
    }

    /// The one number that is looked for, as in `#42`.
    public var number: Int64? { stems.count == 1 ? Int64(stems[0]) : nil }

    /// The query in the language of SQLite's FTS5: each word in quotes, so that nothing in it is an operator.
    public var match: String {
        stems.map { stem in
            stem.count < 3 ? "\"\(stem)\"" : "\"\(stem.prefix(Self.longestPrefix))\" *"
        }.joined(separator: " ")
    }

    /// Whether a text that was found by `match` really has the words.
    public func isIn(_ text: String) -> Bool {
        let long = stems.filter { $0.count > Self.longestPrefix }
        if long.isEmpty { return true }
        // The index folds Latin letters with diacritics, which this doesn't: it is asked in their stead.
        if text.unicodeScalars.contains(where: { 0xC0...0x24F ~= $0.value }) { return true }
        let words = Self.words(of: text)
        return long.allSatisfy { stem in words.contains { $0.hasPrefix(stem) } }
    }

    /// As texts go into the index: `ё` is `е` to whoever looks for it.
    public static func folded(_ text: String) -> String {
        let lower = text.lowercased()
        // Every message comes through here, and most of what is not Russian has neither of the two scalars.
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

    // The longest first.
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
