/// A mail that came in, as far as a reply needs it.
public struct ParsedMail: Sendable {
    public struct File: Sendable {
        public let name: String?
        public let content: [UInt8]
    }

    /// Parts within parts, as in forwarded mails.
    private static let deepest = 10
    private static let mostParts = 200
    public static let mostFiles = 10

    let header: MailHeader
    /// What the sender has written, with whatever they quote; nil if there is no text.
    public private(set) var text: String?
    public private(set) var files: [File] = []
    /// The parts of a report about a delivery (RFC 3464), as text.
    private(set) var report: String?
    private var html: String?
    private var parts = 0

    public init(_ bytes: [UInt8]) {
        var body = bytes[...]
        // Programs that keep mails in files begin with a line of their own.
        if body.starts(with: "From ".utf8) { _ = nextLine(&body) }
        header = MailHeader(body, rest: &body)
        read(body, header, depth: 0, isAlternative: false)
        if text == nil { text = html.map(plainText(ofHTML:)) }
    }

    /// What identifies the mail; empty if the sender gave it nothing.
    public var id: String { trimmed(header["message-id"] ?? "") }

    /// All addresses that it may have been sent to.
    public var receivers: [String] {
        ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc", "resent-to"]
            .flatMap { header.all($0) }.flatMap(addresses)
    }

    private mutating func read(_ body: ArraySlice<UInt8>, _ header: MailHeader, depth: Int, isAlternative: Bool) {
        parts += 1
        guard parts <= Self.mostParts else { return }
        let type = HeaderValue(header["content-type"] ?? "text/plain")
        if type.value.hasPrefix("multipart/"), depth < Self.deepest, let boundary = type["boundary"], !boundary.isEmpty
        {
            let isAlternative = type.value == "multipart/alternative"
            for part in Self.split(body, at: boundary, most: Self.mostParts) {
                var rest = part
                let header = MailHeader(part, rest: &rest)
                read(rest, header, depth: depth + 1, isAlternative: isAlternative)
            }
            return
        }
        let disposition = HeaderValue(header["content-disposition"] ?? "")
        let name = disposition["filename"] ?? type["name"]
        let encoding = trimmed(header["content-transfer-encoding"] ?? "").lowercased()
        if type.value == "message/delivery-status" {
            report = String(decoding: transferDecoded(body, encoding), as: UTF8.self)
            return
        }
        let isFile = disposition.value == "attachment" || name != nil
        if !isFile, type.value == "text/plain" || type.value == "text/html" || type.value.isEmpty {
            let words = decoded(transferDecoded(body, encoding), charset: type["charset"] ?? "utf-8")
            let isHTML = type.value == "text/html"
            if isHTML {
                html = html ?? words
            } else if type["format"]?.lowercased() == "flowed" {
                text = joined(text, unflowed(words, dropsBlanks: type["delsp"]?.lowercased() == "yes"), isAlternative)
            } else {
                text = joined(text, words, isAlternative)
            }
            return
        }
        guard isFile || !type.value.hasPrefix("text/"), !type.value.hasPrefix("message/"), files.count < Self.mostFiles
        else { return }
        let content = transferDecoded(body, encoding)
        if !content.isEmpty { files.append(File(name: name, content: content)) }
    }

    /// Apple's program cuts the text where a picture stands in it.
    private func joined(_ before: String?, _ text: String, _ isAlternative: Bool) -> String {
        guard let before else { return text }
        return isAlternative ? before : before + "\n" + text
    }

    /// The parts between lines `--boundary`; the last one may lack its end.
    private static func split(_ body: ArraySlice<UInt8>, at boundary: String, most: Int) -> [ArraySlice<UInt8>] {
        let mark = Array("--\(boundary)".utf8)
        var (rest, parts, start, end) = (body, [ArraySlice<UInt8>](), Int?.none, body.startIndex)
        while !rest.isEmpty, parts.count < most {
            let line = nextLine(&rest)
            guard line.starts(with: mark) else {
                end = line.endIndex
                continue
            }
            let tail = line.dropFirst(mark.count)
            let isLast = tail.starts(with: "--".utf8)
            guard isLast || tail.allSatisfy({ $0 == 32 || $0 == 9 }) else {
                end = line.endIndex
                continue
            }
            // The end of the line before belongs to the boundary.
            if let start { parts.append(body[start..<max(start, end)]) }
            start = isLast ? nil : rest.startIndex
            end = rest.startIndex
            if isLast { break }
        }
        if let start, parts.count < most { parts.append(body[start...]) }
        return parts
    }
}

/// The addresses in a header's value.
func addresses(_ value: String) -> [String] {
    value.prefix(MailHeader.longestField).split { ",;<>\"() \t".contains($0) }.filter { $0.contains("@") }.map(
        String.init)
}

/// Text whose lines were broken to be shown, as one line each again (RFC 3676).
private func unflowed(_ text: String, dropsBlanks: Bool) -> String {
    var output: [String] = []
    var open: String?
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
        let line = line.hasPrefix(" ") ? line.dropFirst() : line
        let isOpen = line.hasSuffix(" ") && line != "-- " && !line.hasPrefix(">")
        let piece = isOpen && dropsBlanks ? String(line.dropLast()) : String(line)
        let whole = (open ?? "") + piece
        if isOpen {
            open = whole
        } else {
            output.append(whole)
            open = nil
        }
    }
    if let open { output.append(open) }
    return output.joined(separator: "\n")
}
