import Domain

/// A text as HTML shows it: whatever somebody wrote, it is text and never markup.
func escaped(_ text: some StringProtocol) -> String {
    var html = ""
    html.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": html += "&amp;"
        case "<": html += "&lt;"
        case ">": html += "&gt;"
        case "\"": html += "&quot;"
        case "'": html += "&#39;"
        // What HTML has no way to write.
        case "\0", "\u{1}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{7F}": html += "\u{FFFD}"
        default: html.unicodeScalars.append(scalar)
        }
    }
    return html
}

/// A text with its formatting. Parts may overlap; the elements never do.
func formatted(_ text: String, _ spans: [TextSpan]) -> String {
    guard !spans.isEmpty else { return escaped(text) }
    let length = text.utf16.count
    var starting: [Int: [TextSpan]] = [:]
    var edges: Set<Int> = [0, length]
    for span in spans.prefix(TextSpan.limit) where span.offset < length {
        let end = span.length < length - span.offset ? span.offset + span.length : length
        starting[span.offset, default: []].append(span)
        edges.formUnion([span.offset, end])
    }
    let sorted = edges.sorted()
    var (html, open) = ("", [TextSpan]())
    var start = text.utf16.startIndex
    for (edge, next) in zip(sorted, sorted.dropFirst()) {
        close(in: &open, at: edge, &html)
        // The longest begins first, so that the others are within it.
        for span in (starting[edge] ?? []).sorted(by: { $0.length > $1.length }) {
            html += span.opening
            open.append(span)
        }
        let end = text.utf16.index(start, offsetBy: next - edge)
        html += escaped(String(decoding: text.utf16[start..<end], as: UTF16.self))
        start = end
    }
    for span in open.reversed() { html += span.closing }
    return html
}

/// Ends the parts that end at a place, and those within them for a moment.
private func close(in open: inout [TextSpan], at edge: Int, _ html: inout String) {
    guard let first = open.firstIndex(where: { $0.end <= edge }) else { return }
    let inner = open[first...]
    for span in inner.reversed() { html += span.closing }
    open.removeSubrange(first...)
    for span in inner where span.end > edge {
        html += span.opening
        open.append(span)
    }
}

extension TextSpan {
    fileprivate var end: Int {
        let (end, isTooFar) = offset.addingReportingOverflow(length)
        return isTooFar ? .max : end
    }

    fileprivate var opening: String {
        switch kind {
        case .bold: "<b>"
        case .italic: "<i>"
        case .underline: "<u>"
        case .strikethrough: "<s>"
        case .spoiler: "<span class=\"spoiler\">"
        case .quote: "<span class=\"quote\">"
        case .code: "<code>"
        case .pre: "<code class=\"pre\">"
        case .link: "<a rel=\"noopener noreferrer nofollow\" href=\"\(escaped(url ?? ""))\">"
        }
    }

    fileprivate var closing: String {
        switch kind {
        case .bold: "</b>"
        case .italic: "</i>"
        case .underline: "</u>"
        case .strikethrough: "</s>"
        case .spoiler, .quote: "</span>"
        case .code, .pre: "</code>"
        case .link: "</a>"
        }
    }
}
