/// Scalars. Programs that make no text write many tags around a little of it.
private let longestHTML = 1_000_000

/// What a page of HTML says, for mails without a text. What is quoted ends it: programs mark that.
func plainText(ofHTML html: String) -> String {
    let scalars = Array(html.unicodeScalars.prefix(longestHTML))
    var (output, index) = (String.UnicodeScalarView(), 0)
    // Within these nothing is text.
    var hidden: String?
    while index < scalars.count {
        let scalar = scalars[index]
        if scalar == "<" {
            if scalars[index...].prefix(4).elementsEqual("<!--".unicodeScalars) {
                index = endOfComment(scalars, from: index + 4)
                continue
            }
            let end = endOfTag(scalars, from: index)
            let tag = String(String.UnicodeScalarView(scalars[index..<end].prefix(400))).lowercased()
            let name = String(tag.dropFirst().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "/") })
            index = min(end + 1, scalars.count)
            if let open = hidden {
                if name == "/" + open { hidden = nil }
                continue
            }
            if ["style", "script", "head", "title"].contains(name) {
                hidden = name
            } else if name == "blockquote" || isQuote(tag) {
                break
            } else if ["br", "p", "div", "li", "tr", "/p", "/div", "/tr", "h1", "h2", "h3", "ul", "ol", "hr"].contains(
                name)
            {
                if output.last != "\n", !output.isEmpty || name == "br" {
                    output.append("\n")
                } else if name == "br" {
                    output.append("\n")
                }
            }
            continue
        }
        index += 1
        if hidden != nil { continue }
        if scalar == "&" {
            let (letter, count) = entity(scalars, from: index)
            output.append(letter)
            index += count
        } else if scalar.properties.isWhitespace, scalar != "\u{A0}" {
            if let last = output.last, last != " ", last != "\n" { output.append(" ") }
        } else {
            output.append(scalar == "\u{A0}" ? " " : scalar)
        }
    }
    return String(output)
}

/// What Gmail, Outlook, Yahoo and Thunderbird put around what they quote.
private func isQuote(_ tag: String) -> Bool {
    [
        "gmail_quote", "divrplyfwdmsg", "appendonsend", "yahoo_quoted", "moz-cite-prefix", "mail-quote",
        "js-helper-quote",
    ]
    .contains { tag.contains($0) }
}

private func endOfTag(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    scalars[start...].firstIndex(of: ">") ?? scalars.count
}

private func endOfComment(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    var index = start
    while index + 2 < scalars.count {
        if scalars[index] == "-", scalars[index + 1] == "-", scalars[index + 2] == ">" { return index + 3 }
        index += 1
    }
    return scalars.count
}

/// What stands behind a `&`, and how many scalars it takes.
private func entity(_ scalars: [Unicode.Scalar], from start: Int) -> (Unicode.Scalar, Int) {
    let near = scalars[start...].prefix(10)
    guard let end = near.firstIndex(of: ";") else { return ("&", 0) }
    let name = String(String.UnicodeScalarView(scalars[start..<end]))
    let count = end - start + 1
    if name.hasPrefix("#") {
        let isHex = name.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
        let number = isHex ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
        return (number.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}", count)
    }
    let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "laquo": "«", "raquo": "»",
        "mdash": "—", "ndash": "–", "hellip": "…", "rsquo": "’", "lsquo": "‘", "ldquo": "“", "rdquo": "”",
    ]
    return named[name].map { ($0, count) } ?? ("&", 0)
}
