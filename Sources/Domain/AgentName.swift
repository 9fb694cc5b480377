/// An agent's name, as visitors see it.
public struct AgentName: Sendable, Equatable {
    public let text: String

    /// Takes 1 to 100 characters (Unicode scalars) on one line; white space at the ends is dropped.
    public init(_ text: String) throws(DeskError) {
        let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard 1...User.longestName ~= trimmed.unicodeScalars.count,
            trimmed.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw .invalid(.name) }
        self.text = trimmed
    }
}

/// A password as it is typed.
public struct Password: Sendable {
    public let bytes: [UInt8]

    /// Characters (Unicode scalars). A shorter password can be guessed, and a longer one is not a password.
    public static let lengths = 10...256

    /// A password that somebody chooses.
    public init(new text: String) throws(DeskError) {
        guard Self.lengths.contains(text.unicodeScalars.count) else { throw .invalid(.password) }
        bytes = Array(text.utf8)
    }

    /// A password to be compared. One that is longer than any password can be is refused without being hashed.
    public init(typed text: String) {
        bytes = Array(text.utf8.prefix(4 * Self.lengths.upperBound + 1))
    }
}
