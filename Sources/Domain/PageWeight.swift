/// How many bytes of JSON one page of messages may hold: eight of the longest messages, and far more than a usual page.
/// The rest comes with the next page.
public enum PageWeight {
    public static let limit = 256 * 1024
}

extension Message {
    /// Roughly how many bytes it takes as JSON.
    public var weight: Int { 400 + jsonLength(text) + 100 * spans.count + 400 * attachments.count }
}

extension Note {
    /// Roughly how many bytes it takes as JSON.
    public var weight: Int { 300 + jsonLength(text) }
}

extension Event.Change {
    public var weight: Int {
        switch self {
        case .messageCreated(let message), .messageUpdated(let message): message.weight
        case .ticketUpdated, .read: 1_000
        }
    }
}

extension StaffEvent.Change {
    public var weight: Int {
        switch self {
        case .shared(let change): change.weight
        case .noted(let note): note.weight
        case .handled, .userChanged: 2_000
        case .erased: 100
        }
    }
}

extension Collection {
    /// The first elements whose weights add up to at most ``PageWeight/limit``, but at least one.
    public func onePage(_ weight: (Element) -> Int) -> SubSequence {
        var total = 0
        for index in indices {
            total += weight(self[index])
            if total > PageWeight.limit, index != startIndex { return self[..<index] }
        }
        return self[...]
    }
}

/// The bytes of a text in JSON, where escaped characters take more than one.
private func jsonLength(_ text: String) -> Int {
    text.utf8.reduce(0) { sum, byte in
        sum + (byte < 0x20 ? 6 : byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 2 : 1)
    }
}
