/// A piece of a script.
struct ScriptToken: Equatable {
    enum Kind {
        case space, lineEnd, comment
        /// A name, a keyword, or a private name with its `#`.
        case word
        case number, regularExpression
        /// A string, or a part of a template up to and with what ends or interrupts it.
        case text
        /// One character of what is left.
        case punctuator
    }

    let kind: Kind
    let text: Substring
}

/// The tokens of a script (ECMA-262 §12), as far as it takes to know what is code and what is text.
///
/// A `/` begins a regular expression where no value stands before it. After a `)` or `}` it divides, which is what the pages'
/// scripts mean there.
struct ScriptTokens: Sequence, IteratorProtocol {
    /// What the script ends within; nil if it ends between tokens, or is not read to its end.
    private(set) var unended: Substring?
    private var rest: Substring
    /// Whether what stands before can be divided.
    private var isAfterValue = false
    /// What each open brace belongs to: true for a template's `${`.
    private var braces: [Bool] = []

    /// Words after which a value follows.
    private static let operators: Set<Substring> = [
        "return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "throw", "new", "await", "yield",
        "instanceof", "default",
    ]

    init(_ script: String) { rest = script[...] }

    mutating func next() -> ScriptToken? {
        guard let first = rest.unicodeScalars.first else {
            if unended == nil, braces.contains(true) { unended = "${" }
            return nil
        }
        switch first {
        case "\n": return take(.lineEnd, upTo: afterFirst)
        case " ", "\t": return take(.space, upTo: end { $0 != " " && $0 != "\t" })
        case "/" where rest.hasPrefix("//"): return take(.comment, upTo: end { $0 == "\n" })
        case "/" where rest.hasPrefix("/*"): return take(.comment, upTo: rest.firstRange(of: "*/")?.upperBound)
        case "\"", "'": return take(.text, upTo: endOfString(first))
        case "`": return template(from: afterFirst)
        case "}" where braces.popLast() == true: return template(from: afterFirst)
        case "/" where !isAfterValue: return take(.regularExpression, upTo: endOfRegularExpression())
        case "0"..."9": return take(.number, upTo: end { !Self.isInWord($0) && $0 != "." })
        case _ where first == "#" || Self.isInWord(first):
            let word = take(.word, upTo: end { !Self.isInWord($0) && $0 != "#" })
            isAfterValue = word.map { !Self.operators.contains($0.text) } ?? true
            return word
        default:
            if first == "{" { braces.append(false) }
            let token = take(.punctuator, upTo: afterFirst)
            isAfterValue = ")]}".unicodeScalars.contains(first)
            return token
        }
    }

    /// Letters and digits as the pages' names have them, and whatever is not ASCII.
    static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "$": true
        default: !scalar.isASCII
        }
    }

    private var afterFirst: Substring.Index { rest.unicodeScalars.index(after: rest.startIndex) }

    private mutating func take(_ kind: ScriptToken.Kind, upTo end: Substring.Index?) -> ScriptToken? {
        guard let end else {
            unended = rest.prefix(40)
            rest = ""
            return nil
        }
        defer { rest = rest[end...] }
        if kind != .space, kind != .lineEnd, kind != .comment { isAfterValue = true }
        return ScriptToken(kind: kind, text: rest[..<end])
    }

    private func end(where isEnd: (Unicode.Scalar) -> Bool) -> Substring.Index {
        rest.unicodeScalars.firstIndex(where: isEnd) ?? rest.endIndex
    }

    private func endOfString(_ quote: Unicode.Scalar) -> Substring.Index? {
        scan(from: afterFirst) { scalar, _ in scalar == quote }
    }

    private func endOfRegularExpression() -> Substring.Index? {
        var isInClass = false
        let end = scan(from: afterFirst) { scalar, _ in
            if scalar == "[" { isInClass = true }
            if scalar == "]" { isInClass = false }
            return scalar == "/" && !isInClass
        }
        return end.map { rest[$0...].unicodeScalars.firstIndex { !Self.isInWord($0) } ?? rest.endIndex }
    }

    /// The part of a template that begins at `start`, after its "`" or after the `}` of a value within it.
    private mutating func template(from start: Substring.Index) -> ScriptToken? {
        var isInterrupted = false
        let end = scan(from: start) { scalar, before in
            isInterrupted = scalar == "{" && before == "$"
            return scalar == "`" || isInterrupted
        }
        if isInterrupted { braces.append(true) }
        let token = take(.text, upTo: end)
        isAfterValue = !isInterrupted
        return token
    }

    /// The place after the first character that is the end; nil without one. What a `\` stands before is none.
    private func scan(
        from start: Substring.Index, _ isEnd: (_ scalar: Unicode.Scalar, _ before: Unicode.Scalar?) -> Bool
    ) -> Substring.Index? {
        let scalars = rest.unicodeScalars
        var (index, before) = (start, Unicode.Scalar?.none)
        while index < scalars.endIndex {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            if scalar == "\\" {
                guard index < scalars.endIndex else { return nil }
                index = scalars.index(after: index)
                before = nil
            } else {
                if isEnd(scalar, before) { return index }
                before = scalar
            }
        }
        return nil
    }
}
