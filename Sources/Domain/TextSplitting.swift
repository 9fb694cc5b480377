/// Splits `text` into pieces of at most `limit` UTF-16 code units. It cuts after a paragraph if that leaves no piece
/// less than half full, else after a line, else after a word, else between characters. White space at a cut is dropped,
/// and so is a piece in which nothing is visible, because Telegram would refuse it.
///
/// A single character longer than the limit (a letter under hundreds of combining marks) can't be kept
/// whole; it is cut between its scalars.
public func split(_ text: String, limit: Int) -> [String] {
    precondition(limit >= 2, "a piece must have room for one scalar")
    var pieces: [String] = []
    var rest = text[...]
    while rest.utf16.index(rest.startIndex, offsetBy: limit + 1, limitedBy: rest.endIndex) != nil {
        let head = longestPrefix(of: rest, limit: limit)
        let cut = lastBreak(in: head, before: rest[head.endIndex...].first)
        pieces.append(String(trimmingEnd(rest[..<cut])))
        rest = trimmingStart(rest[cut...])
    }
    pieces.append(String(rest))
    return pieces.filter { !$0.isBlank }
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
    // The last of each. The loop runs forwards, because finding where a character begins may look at all before it.
    var (word, line, paragraph) = (head.startIndex, head.startIndex, head.startIndex)
    var followsLine = false
    for index in head.indices {
        let character = head[index]
        guard character.isWhitespace else {
            followsLine = false
            continue
        }
        let end = head.index(after: index)
        if character.isNewline {
            if followsLine { paragraph = end }
            line = end
        } else {
            word = end
        }
        followsLine = character.isNewline
    }
    if let late = [paragraph, line, word].first(where: { $0 >= middle && $0 > head.startIndex }) { return late }
    let last = max(line, word)
    return last > head.startIndex ? last : head.endIndex
}

private func trimmingEnd(_ text: Substring) -> Substring {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
}

private func trimmingStart(_ text: Substring) -> Substring {
    text.drop { $0.isWhitespace }
}
