/// Where e-mail addresses stand in a text, those of other alphabets too. Between two signs `@` every scalar is looked at
/// twice at most, from the left and from the right.
func emailAddresses(in text: [Unicode.Scalar]) -> [Range<Int>] {
    text.indices.compactMap { sign in
        guard text[sign].isAtSign, let end = domainEnd(text, after: sign) else { return nil }
        let start = localStart(text, before: sign)
        return start < sign ? start..<end : nil
    }
}

/// Where the part before the sign begins: a word, or one in quotation marks.
private func localStart(_ text: [Unicode.Scalar], before sign: Int) -> Int {
    if sign > 0, text[sign - 1] == "\"" {
        // RFC 5321 allows 64 of them.
        let nearest = text[max(0, sign - 66)..<(sign - 1)]
        if let quote = nearest.lastIndex(of: "\""), !text[quote..<sign].contains(where: \.properties.isLineBreak) {
            return quote
        }
    }
    var start = sign
    while start > 0, text[start - 1].isLocal { start -= 1 }
    return start
}

/// Where the domain ends; nil if there is none. One that was cut off, at an ellipsis, counts.
private func domainEnd(_ text: [Unicode.Scalar], after sign: Int) -> Int? {
    let start = sign + 1
    guard start < text.count else { return nil }
    if text[start] == "[" {
        // The longest address of a machine has 45 characters.
        let nearest = text[start..<min(text.count, start + 60)]
        return nearest.firstIndex(of: "]").map { $0 + 1 }
    }
    var end = start
    while end < text.count, text[end].isDomain { end += 1 }
    let isCut = end > start && end < text.count && text[end] == "…"
    while end > start, text[end - 1].isDot || text[end - 1] == "-" { end -= 1 }
    if isCut { return end > start ? end : nil }
    guard let dot = text[start..<end].lastIndex(where: \.isDot), dot > start else { return nil }
    let last = text[(dot + 1)..<end]
    return last.count >= 2 && last.contains { $0.properties.isAlphabetic } ? end : nil
}

extension Unicode.Scalar {
    /// The sign itself, and as East Asian keyboards make it.
    fileprivate var isAtSign: Bool { self == "@" || value == 0xFF20 || value == 0xFE6B }

    fileprivate var isDot: Bool { self == "." || value == 0x3002 || value == 0xFF0E || value == 0xFF61 }

    /// Whether it may stand before the sign. Those that part the pieces of a link are left out, although a standard allows
    /// them: `https://shop.example/?email=anna@shop.example`.
    fileprivate var isLocal: Bool {
        if isASCII { return isWordASCII || "!$%'*+-.^_`{|}~".unicodeScalars.contains(self) }
        return isWord
    }

    fileprivate var isDomain: Bool { isASCII ? isWordASCII || self == "." || self == "-" : isDot || isWord }

    private var isWordASCII: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }

    /// Letters, digits, marks, and what is invisible between them.
    private var isWord: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .nonspacingMark, .spacingMark:
            true
        default: properties.isDefaultIgnorableCodePoint
        }
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isLineBreak: Bool {
        switch generalCategory {
        case .lineSeparator, .paragraphSeparator, .control: true
        default: false
        }
    }
}
