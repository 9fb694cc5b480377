/// A script that does the same without the spaces and line ends that only its readers need, and with short private names.
/// Half of what compresses badly in a script is spaces between signs and long names.
///
/// Names that others could use stay, so nothing has to be known of what refers to what.
///
/// - Parameter path: The script's, for the error.
func compacted(_ script: String, path: String) throws(PageError) -> String {
    var tokens = ScriptTokens(script)
    var code: [ScriptToken] = []
    /// What stands between the tokens around it.
    var gaps: [ScriptToken.Kind?] = []
    var gap: ScriptToken.Kind?
    while let token = tokens.next() {
        switch token.kind {
        case .lineEnd: gap = .lineEnd
        case .space, .comment: gap = gap ?? .space
        default:
            code.append(token)
            gaps.append(gap)
            gap = nil
        }
    }
    if let unended = tokens.unended { throw PageError(path, "ends within something that begins so: \(unended)") }
    let names = shortNames(code)
    var text = ""
    text.reserveCapacity(script.utf8.count)
    for (index, token) in code.enumerated() {
        if index > 0, let gap = gaps[index] { text += separator(code[index - 1], gap, token) }
        text += names[token.text] ?? String(token.text)
    }
    return text + "\n"
}

/// What must stand between two tokens that something stands between.
private func separator(_ before: ScriptToken, _ gap: ScriptToken.Kind, _ after: ScriptToken) -> String {
    // A line's end may end a statement, but not after or before what goes on.
    if gap == .lineEnd {
        let goesOn = before.kind == .punctuator && "{;,([=:?&|>".contains(before.text)
        return goesOn || after.kind == .punctuator && "}),].?:;&|".contains(after.text) ? "" : "\n"
    }
    let words: Set<ScriptToken.Kind> = [.word, .number, .regularExpression]
    if words.contains(before.kind), words.contains(after.kind) { return " " }
    // `a + +b` is not `a ++b`, and `a / /b/` no comment.
    let isSameSign = before.text == after.text && "+-".contains(after.text)
    return isSameSign || before.text == "/" && after.kind == .regularExpression ? " " : ""
}

/// Short names for the private ones. They mean something only inside their class, so each may have the same name everywhere.
private func shortNames(_ code: [ScriptToken]) -> [Substring: String] {
    var counts: [Substring: Int] = [:]
    for token in code where token.kind == .word && token.text.hasPrefix("#") { counts[token.text, default: 0] += 1 }
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    // The most frequent get the shortest, and a build always the same.
    let frequent = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return Dictionary(
        uniqueKeysWithValues: frequent.enumerated().map { place, entry in
            let (first, second) = (place % letters.count, place / letters.count)
            return (entry.key, "#\(letters[first])" + (second > 0 ? "\(letters[second % letters.count])\(second)" : ""))
        })
}
