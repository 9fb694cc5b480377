/// Digits that may belong together: groups with a few separators between, as in `+7 (999) 123-45-67`.
struct NumberRun {
    struct Group {
        /// The scalars of the text.
        let range: Range<Int>
        var digits: [UInt8]
        /// What stands before it, up to the group before.
        let separators: [Unicode.Scalar]
    }

    private(set) var groups: [Group]
    /// Where it begins, with a plus or a bracket before its first digit.
    let start: Int
    let hasPlus: Bool
    let hasBracket: Bool
    /// What stands before and after it; nil at an end of the text. Before it, the sign of an order counts behind a space too.
    let before: Unicode.Scalar?
    let after: Unicode.Scalar?

    /// More characters between two digits part two numbers.
    private static let mostSeparators = 3

    /// All runs of a text, in order.
    static func all(in text: [Unicode.Scalar]) -> [NumberRun] {
        var runs: [NumberRun] = []
        var index = 0
        while index < text.count {
            guard text[index].decimal != nil else {
                index += 1
                continue
            }
            let run = NumberRun(text, at: index)
            index = run.groups.last?.range.upperBound ?? index + 1
            runs.append(run)
        }
        return runs
    }

    /// - Parameter first: The place of a digit.
    private init(_ text: [Unicode.Scalar], at first: Int) {
        var start = first
        while start > 0, first - start < Self.mostSeparators, text[start - 1].opensNumber { start -= 1 }
        hasPlus = text[start..<first].contains(where: \.isPlus)
        hasBracket = text[start..<first].contains("(")
        self.start = start
        let isNumbered = start > 1 && text[start - 1] == " " && text[start - 2].numbers
        before = start > 0 ? text[isNumbered ? start - 2 : start - 1] : nil
        groups = []
        var separators: [Unicode.Scalar] = []
        var (begin, index) = (first, first)
        var digits: [UInt8] = []
        while index < text.count {
            if let digit = text[index].decimal {
                digits.append(digit)
                index += 1
                continue
            }
            // What is invisible parts no digits.
            var next = index
            while next < text.count, next - index < Self.mostSeparators, text[next].isInvisible { next += 1 }
            if next > index, next < text.count, text[next].decimal != nil {
                index = next
                continue
            }
            groups.append(Group(range: begin..<index, digits: digits, separators: separators))
            var end = index
            while end < text.count, end - index < Self.mostSeparators, text[end].isSeparator { end += 1 }
            guard end > index, end < text.count, text[end].decimal != nil else {
                after = text[index]
                return
            }
            (separators, digits) = (Array(text[index..<end]), [])
            (begin, index) = (end, end)
        }
        if !digits.isEmpty { groups.append(Group(range: begin..<index, digits: digits, separators: separators)) }
        after = nil
    }
}

extension Unicode.Scalar {
    /// The digit that it is, in whatever script.
    fileprivate var decimal: UInt8? {
        if isASCII { return 0x30...0x39 ~= value ? UInt8(value - 0x30) : nil }
        guard properties.numericType == .decimal, let number = properties.numericValue else { return nil }
        return UInt8(exactly: number)
    }

    fileprivate var isPlus: Bool { self == "+" || value == 0xFF0B }

    fileprivate var opensNumber: Bool { isPlus || self == "(" }

    /// Whether it says that the number of an order, a ticket or a page follows.
    var numbers: Bool { self == "#" || self == "№" }

    fileprivate var isInvisible: Bool { properties.isDefaultIgnorableCodePoint }

    /// Whether it may stand between the digits of one number.
    fileprivate var isSeparator: Bool {
        switch self {
        case ".", "(", ")", "-", "\u{2212}", "\t": true
        default: properties.generalCategory == .spaceSeparator || properties.generalCategory == .dashPunctuation
        }
    }
}
