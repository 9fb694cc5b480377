/// What the host site says of a visitor beside who they are, such as their plan.
public struct UserAttribute: Sendable, Equatable {
    public let key: String
    public let value: String
    /// Whether it stood in the site's signed token. Anybody can set the others.
    public let isSigned: Bool

    /// Attributes of one visitor that are signed, and as many that are not.
    public static let most = 20
    /// In Unicode scalars.
    public static let longestKey = 40
    public static let longestValue = 200

    /// - Returns: Nil if the key is empty, or either is too long. Both are put on one line.
    public init?(key: String, value: String, isSigned: Bool) {
        guard let key = Self.key(key), let value = Self.line(value, Self.longestValue) else { return nil }
        (self.key, self.value, self.isSigned) = (key, value, isSigned)
    }

    /// One that the store knows.
    public init(stored key: String, value: String, isSigned: Bool) {
        (self.key, self.value, self.isSigned) = (key, value, isSigned)
    }

    /// The key as it is kept; nil if it is empty or too long.
    public static func key(_ text: String) -> String? {
        line(text, longestKey).flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func line(_ text: String, _ limit: Int) -> String? {
        guard text.utf8.count <= 16 * limit else { return nil }
        let line = text.inOneLine
        return line.unicodeScalars.count <= limit ? line : nil
    }
}
