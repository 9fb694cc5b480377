/// What somebody has written above what their program quotes, in whichever language that is.
///
/// - Parameter mark: What our mails say above their text; a line with it begins the quote.
public func newText(of text: String, marks: [String]) -> String {
    var lines = String(text.unicodeScalars.prefix(longestText)).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).map { trimmed(String($0)) }
    // A quote that is answered below stays: without it nobody understands the answer.
    let tail = 1 + (lines.lastIndex { !$0.isEmpty && !$0.hasPrefix(">") } ?? -1)
    if let end = lines.indices.first(where: {
        $0 >= tail && lines[$0].hasPrefix(">") || beginsQuote(lines, at: $0, marks)
    }) {
        lines = Array(lines[..<end])
        if let attribution = attribution(atEndOf: lines) { lines = Array(lines[..<attribution]) }
    }
    // A signature (RFC 3676 §4.3), whose blank may be gone.
    if let sign = lines.lastIndex(of: "--"), lines.count - sign <= longestSignature { lines = Array(lines[..<sign]) }
    while let last = lines.last, last.isEmpty || isDeviceLine(last) { lines.removeLast() }
    return lines.drop(while: \.isEmpty).joined(separator: "\n")
}

/// Scalars. More is posted of no reply, and whoever wrote it did not write it by hand.
private let longestText = 100_000
/// Lines. More are no signature.
private let longestSignature = 15

private func beginsQuote(_ lines: [String], at index: Int, _ marks: [String]) -> Bool {
    let line = lines[index]
    if marks.contains(where: line.contains) { return true }
    if line.hasPrefix(">") { return false }
    if line.hasPrefix("-----") && line.hasSuffix("-----") && line.contains(where: \.isLetter) { return true }
    if line.count >= 10, line.allSatisfy({ $0 == "_" }) { return isHeaderBlock(lines, after: index) }
    if isHeaderLine(line, fromWords) { return isHeaderBlock(lines, after: index - 1) }
    if line == "Begin forwarded message:" { return true }
    return isAttribution(lines, at: index)
}

private let fromWords = ["from", "от", "von", "de", "da", "van", "od", "від", "kimden", "发件人"]
private let dateWords = [
    "sent", "date", "отправлено", "дата", "gesendet", "datum", "envoyé", "enviado", "inviato", "data", "verzonden",
    "wysłano", "надіслано", "fecha", "发送时间",
]

/// With the signs that make it bold.
private let longestHeaderName = 20

private func isHeaderLine(_ line: String, _ words: [String]) -> Bool {
    guard line.unicodeScalars.prefix(longestHeaderName).contains(where: { $0 == ":" || $0 == "：" }) else {
        return false
    }
    // Some programs make it bold.
    let plain = line.filter { $0 != "*" }.lowercased()
    return words.contains { plain.hasPrefix($0 + ":") || plain.hasPrefix($0 + " :") || plain.hasPrefix($0 + "：") }
}

/// What Outlook writes above what it quotes: the sender, and within a few lines the date.
private func isHeaderBlock(_ lines: [String], after index: Int) -> Bool {
    let near = lines[(index + 1)...].prefix(6).filter { !$0.isEmpty }
    guard let first = near.first, isHeaderLine(first, fromWords) else { return false }
    return near.dropFirst().contains { isHeaderLine($0, dateWords) }
}

private let verbs = [
    "wrote", "написал", "пишет", "писал", "schrieb", "écrit", "escribió", "ha scritto", "escreveu", "schreef",
    "napisał",
    "pisze", "пише", "написав", "yazdı", "skrev", "kirjoitti", "写道",
]

/// Lines over which programs break an attribution.
private let longestAttribution = 3

/// Whether an attribution begins here, which says who wrote when, and a quote follows.
private func isAttribution(_ lines: [String], at index: Int) -> Bool {
    for end in index..<min(index + longestAttribution, lines.count) {
        guard !lines[end].isEmpty else { return false }
        guard attributionStart(lines, endingAt: end) == index else { continue }
        let after = lines[(end + 1)...].first { !$0.isEmpty }
        return after?.hasPrefix(">") ?? true || lines[index...end].contains { $0.contains("@") }
    }
    return false
}

/// Where the attribution begins that ends with this line: as late as it can, since what stands above it may be somebody's
/// words. Nil if the line ends none.
private func attributionStart(_ lines: [String], endingAt end: Int) -> Int? {
    guard lines[end].hasSuffix(":") || lines[end].hasSuffix("：") else { return nil }
    var text = ""
    for start in stride(from: end, through: max(0, end - longestAttribution + 1), by: -1) {
        guard !lines[start].isEmpty else { return nil }
        text = lines[start] + " " + text
        // An address that begins in the line before is no whole one.
        let isWhole = text.contains("<") || !text.contains(">")
        if isWhole, text.contains(where: \.isNumber), saysWho(text) { return start }
    }
    return nil
}

private func saysWho(_ text: String) -> Bool {
    let text = text.lowercased()
    return text.contains("@") || verbs.contains(where: text.contains)
}

/// Where an attribution begins that stands above a quote which was found by itself.
private func attribution(atEndOf lines: [String]) -> Int? {
    lines.lastIndex { !$0.isEmpty }.flatMap { attributionStart(lines, endingAt: $0) }
}

private let devices = [
    "sent from my", "sent from outlook", "get outlook for", "отправлено с ", "отправлено из ",
    "von meinem iphone gesendet",
    "envoyé de mon", "enviado desde mi", "inviato da", "надіслано з", "sent from yahoo", "sent from mail for windows",
]

private func isDeviceLine(_ line: String) -> Bool {
    let line = line.lowercased()
    return line.count < 80 && devices.contains(where: line.hasPrefix)
}
