/// What an agent signs in with: an e-mail address, or a word that visitors do not see. Large and small letters are one.
public struct AgentLogin: Sendable, Equatable {
    public let text: String

    /// Bytes of UTF-8: the longest address that mail can have (RFC 5321 §4.5.3.1.3), and room for the names with which
    /// agents signed in before there were logins.
    public static let longest = 400

    /// One line of 1 to ``longest`` bytes; white space at the ends is dropped, and what is between words is one space.
    public init(_ text: String) throws(DeskError) {
        guard text.utf8.count <= 4 * Self.longest else { throw .invalid(.login) }
        let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        guard 1...Self.longest ~= trimmed.utf8.count,
            trimmed.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw .invalid(.login) }
        self.text = trimmed
    }
}
