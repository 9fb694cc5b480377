/// The text of a message: within the limit, and blank only beside files.
public struct MessageText: Sendable, Equatable {
    public let text: String

    /// In UTF-16 code units, as browsers and Telegram count. Two Telegram posts' worth: longer belongs in a file.
    public static let maximumLength = 8000

    /// Drops what can't be seen at both ends.
    ///
    /// - Parameter mayBeBlank: whether the message has something else to say.
    public init(_ text: String, mayBeBlank: Bool = false) throws(DeskError) {
        let trimmed = text.trimmingBlanks()
        guard mayBeBlank || !trimmed.isEmpty else { throw .messageEmpty }
        guard trimmed.utf16.count <= Self.maximumLength else { throw .messageTooLong }
        self.text = String(trimmed)
    }
}
