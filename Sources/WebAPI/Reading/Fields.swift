import Domain
import JSON

/// A whole number within bounds.
func number(_ text: String, in range: ClosedRange<Int>, _ field: DeskError.Field) throws(DeskError) -> Int {
    guard let value = Int(text), range.contains(value) else { throw .invalid(field) }
    return value
}

/// A message's id.
func messageID(_ text: String, _ field: DeskError.Field) throws(DeskError) -> MessageID {
    guard let id = MessageID(text) else { throw .invalid(field) }
    return id
}

/// What a client calls something that it sends; nil if it doesn't say.
func readClientID(_ reader: inout JSONReader, _ field: DeskError.Field) throws -> ClientID? {
    guard let text = try reader.optionalString() else { return nil }
    guard let id = ClientID(text) else { throw DeskError.invalid(field) }
    return id
}

/// A list of attachments, each once.
func attachmentIDs(_ reader: inout JSONReader, limit: Int = Attachment.limit) throws -> [AttachmentID] {
    var ids: [AttachmentID] = []
    try reader.array { reader in
        guard let id = AttachmentID(try reader.string()), !ids.contains(id), ids.count < limit else {
            throw DeskError.invalid(.attachmentIDs)
        }
        ids.append(id)
    }
    return ids
}

/// One line of text without white space around it, or nil if that is empty or too long.
///
/// - Parameter limit: in UTF-16 code units.
func line(_ text: String, upTo limit: Int) -> String? {
    guard let text = try? MessageText(text).text, text.utf16.count <= limit else { return nil }
    return String(text.map { $0.isNewline ? " " : $0 })
}
