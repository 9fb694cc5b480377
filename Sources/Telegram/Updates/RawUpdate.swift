/// An update as Telegram sent it. It is stored before it is interpreted.
public struct RawUpdate: Sendable, Equatable {
    /// Grows by one from update to update, but may restart at any number after a week without updates.
    public let id: Int64
    public let json: [UInt8]

    /// Reads the body of a webhook's request; nil if it is not a JSON object with an update's id.
    public init?(json: [UInt8]) {
        var scanner = JSONScanner(json)
        guard let id = scanner.object(find: "update_id").flatMap({ Self.integer(json[$0]) }), scanner.isAtEnd else {
            return nil
        }
        self.id = id
        self.json = json
    }

    /// The topic of a new or edited message, as far as it can be found without decoding the update.
    public var topic: Int64? {
        let topic = field("message_thread_id", of: "message") ?? field("message_thread_id", of: "edited_message")
        return topic.flatMap { Self.integer($0[...]) }
    }

    /// The album of a new message, as far as it can be found without decoding the update.
    public var album: String? {
        field("media_group_id", of: "message").map { String(decoding: $0, as: UTF8.self) }
            .flatMap { $0.count > 2 && $0.hasPrefix("\"") ? String($0.dropFirst().dropLast()) : nil }
    }

    /// A member of a message, as it came.
    private func field(_ name: StaticString, of kind: StaticString) -> [UInt8]? {
        var update = JSONScanner(json)
        guard let message = update.object(find: kind) else { return nil }
        let fields = Array(json[message])
        var scanner = JSONScanner(fields)
        return scanner.object(find: name).map { Array(fields[$0]) }
    }

    /// The updates in an answer of `getUpdates`; nil if it is not such an answer.
    static func all(in answer: [UInt8]) -> [RawUpdate]? {
        var scanner = JSONScanner(answer)
        guard let result = scanner.object(find: "result"), scanner.isAtEnd else { return nil }
        var array = JSONScanner(Array(answer[result]))
        guard let elements = array.array() else { return nil }
        return elements.compactMap { RawUpdate(json: $0) }
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int64? {
        Int64(String(decoding: bytes, as: UTF8.self))
    }
}
