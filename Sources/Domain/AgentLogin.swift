/// What an agent signs in with: an e-mail address, or a word that visitors do not see. Case does not matter.
public struct AgentLogin: Sendable, Equatable {
    public let text: String

    /// Bytes of UTF-8. They hold the longest e-mail address (RFC 5321 §4.5.3.1.3), and the longest name: agents whose
    /// accounts are older than logins may sign in with their name.
    public static let longest = 400

    /// Takes one line of 1 to ``longest`` bytes. White space at the ends is dropped, and
    /// between words it becomes one space.
    public init(_ text: String) throws(DeskError) {
        guard text.utf8.count <= 4 * Self.longest else { throw .invalid(.login) }
        let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        guard 1...Self.longest ~= trimmed.utf8.count,
            trimmed.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw .invalid(.login) }
        self.text = trimmed
    }
}
