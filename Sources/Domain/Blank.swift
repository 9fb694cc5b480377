extension Unicode.Scalar {
    /// Whether it is invisible by itself: white space, controls, characters that are ignored by default (zero-width
    /// characters, direction marks, fillers, variation selectors), and the blank Braille pattern. A message of nothing
    /// else is empty to people, and to Telegram.
    public var isBlank: Bool {
        if isASCII { return value <= 0x20 || value == 0x7F }
        switch properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
        default: return properties.isDefaultIgnorableCodePoint || value == 0x2800 || value == 0xFFFC
        }
    }

    /// Whether it sets the writing direction of what follows, by which one line can be made to look like another.
    fileprivate var isDirection: Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether it joins emoji or letters: it is blank by itself, but changes how its neighbours look.
    fileprivate var joins: Bool {
        switch value {
        case 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0020...0xE007F, 0xE0100...0xE01EF: true
        default: false
        }
    }
}

extension Character {
    /// Whether nothing of it is visible.
    public var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }
}

extension StringProtocol {
    /// Whether nothing of it is visible.
    public var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }

    /// The text without the blanks at both ends.
    public func trimmingBlanks() -> SubSequence {
        var rest = self[...]
        while rest.first?.isBlank == true { rest.removeFirst() }
        while rest.last?.isBlank == true { rest.removeLast() }
        return rest
    }

    /// The text on one line. Every run of white space and line breaks becomes one space, and characters that would
    /// change the writing direction of the text beside it are dropped.
    public var inOneLine: String {
        var line = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.isDirection {
            if scalar.joins {
                if let last = line.last, last != " " { line.append(scalar) }
            } else if !scalar.isBlank {
                line.append(scalar)
            } else if let last = line.last, last != " " {
                line.append(" ")
            }
        }
        if line.last == " " { line.removeLast() }
        return String(line)
    }
}
