/// An answer that is written once and used often.
public struct CannedReply: Sendable, Equatable {
    public let id: CannedReplyID
    /// What an agent types to insert it, without the slash.
    public let shortcut: String
    public let title: String
    public let text: String

    /// The most characters of a shortcut.
    public static let longestShortcut = 32
    /// The most UTF-16 code units of a title.
    public static let longestTitle = 100
    /// The most canned replies. Among more than this nobody finds anything.
    public static let limit = 500

    /// - Throws: ``DeskError/invalid(_:)`` for a shortcut that is not letters, digits, `-` and `_`, or a title or
    ///   text that is empty or too long.
    public init(id: CannedReplyID, shortcut: String, title: String, text: String) throws(DeskError) {
        let isLegal = shortcut.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        guard isLegal, 1...Self.longestShortcut ~= shortcut.count else { throw .invalid(.shortcut) }
        guard 1...Self.longestTitle ~= title.utf16.count else { throw .invalid(.title) }
        self.id = id
        self.shortcut = shortcut
        self.title = title
        self.text = try MessageText(text).text
    }

    /// The text with `{name}`, `{agent}` and `{ticket}` filled in. Placeholders without a
    /// value are dropped; other braces stay.
    public func filled(name: String?, agent: String?, ticket: TicketID) -> String {
        let values = ["name": name ?? "", "agent": agent ?? "", "ticket": ticket.description]
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            if let close = rest.firstIndex(of: "}"), let value = values[String(rest[..<close].dropFirst())] {
                result += value
                rest = rest[rest.index(after: close)...]
                if value.isEmpty { Self.mend(&result, &rest) }
            } else {
                result += "{"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    /// Repairs the sentence around a dropped placeholder. In the middle of a sentence the comma and the space before it
    /// go too. At the beginning the punctuation after it goes, and the next word gets a capital letter.
    private static func mend(_ before: inout String, _ after: inout Substring) {
        func isBlank(_ character: Character) -> Bool { character.isWhitespace && !character.isNewline }
        let last = before.last { !isBlank($0) }
        if let last, !last.isNewline, !".!?…".contains(last) {
            while let last = before.last, isBlank(last) { before.removeLast() }
            if before.last == "," { before.removeLast() }
        } else {
            after = after.drop { isBlank($0) || ",;:.!?–—".contains($0) }
            guard let first = after.first, first.isLetter else { return }
            before += first.uppercased()
            after = after.dropFirst()
        }
    }
}
