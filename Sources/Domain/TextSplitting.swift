/// `text` in pieces of at most `limit` UTF-16 code units, cut after a paragraph if that leaves no piece under half
/// full, else after a line, else after a word, else between characters. White space at a cut is dropped.
///
/// A single character longer than the limit (a letter under hundreds of combining marks) is cut between its scalars,
/// for it can't be kept whole.
public func split(_ text: String, limit: Int) -> [String] {
    precondition(limit >= 2, "a piece must have room for one scalar")
    var pieces: [String] = []
    var rest = text[...]
    while rest.utf16.count > limit {
        let head = longestPrefix(of: rest, limit: limit)
        let cut = lastBreak(in: head, before: rest[head.endIndex...].first)
        pieces.append(String(trimmingEnd(rest[..<cut])))
        rest = trimmingStart(rest[cut...])
    }
    pieces.append(String(rest))
    return pieces.filter { !$0.isEmpty }
}

/// The most whole characters of `text` that fit, or the most scalars if not even one character fits.
private func longestPrefix(of text: Substring, limit: Int) -> Substring {
    var end = text.startIndex
    var used = 0
    for index in text.indices {
        let next = text.index(after: index)
        used += text[index..<next].utf16.count
        if used > limit { break }
        end = next
    }
    if end > text.startIndex { return text[..<end] }
    used = 0
    for index in text.unicodeScalars.indices {
        used += UTF16.width(text.unicodeScalars[index])
        if used > limit { break }
        end = text.unicodeScalars.index(after: index)
    }
    return text[..<end]
}

private func lastBreak(in head: Substring, before next: Character?) -> String.Index {
    if next?.isWhitespace == true { return head.endIndex }
    let middle = head.utf16.index(head.startIndex, offsetBy: head.utf16.count / 2)
    var word: String.Index?
    var line: String.Index?
    var index = head.endIndex
    while index > head.startIndex {
        let previous = head.index(before: index)
        if index < middle, line != nil || word != nil { break }
        if head[previous].isNewline {
            if previous > head.startIndex, head[head.index(before: previous)].isNewline { return index }
            line = line ?? index
        } else if head[previous].isWhitespace {
            word = word ?? index
        }
        index = previous
    }
    return line ?? word ?? head.endIndex
}

private func trimmingEnd(_ text: Substring) -> Substring {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
}

private func trimmingStart(_ text: Substring) -> Substring {
    text.drop { $0.isWhitespace }
}
