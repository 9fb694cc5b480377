/// The text of a message. It is within the limit, and it may be blank only if the message has files.
public struct MessageText: Sendable, Equatable {
    public let text: String

    /// In UTF-16 code units, as browsers and Telegram count: as much as two posts in Telegram.
    /// A longer text belongs in a file.
    public static let maximumLength = 8000

    /// Drops blanks at both ends.
    ///
    /// - Parameter mayBeBlank: Whether the message has other content, such as files.
    public init(_ text: String, mayBeBlank: Bool = false) throws(DeskError) {
        let trimmed = text.trimmingBlanks()
        guard mayBeBlank || !trimmed.isEmpty else { throw .messageEmpty }
        guard trimmed.utf16.count <= Self.maximumLength else { throw .messageTooLong }
        self.text = String(trimmed)
    }
}
