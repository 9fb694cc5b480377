import FoundationEssentials

/// The kinds of updates this program understands, as `allowed_updates` names them.
public enum UpdateKind: String, Sendable, CaseIterable {
    case message
    case editedMessage = "edited_message"
    case messageReaction = "message_reaction"
}

/// Something that happened, understood as far as possible.
public struct Update: Sendable, Equatable {
    public let id: Int64
    public let event: Event

    public enum Event: Sendable, Equatable {
        case message(Message)
        case editedMessage(Message)
        case messageReaction(ReactionChange)
        /// Another kind, by the name of its field.
        case unsupported(String)
        /// It is malformed.
        case unreadable(String)
    }

    /// Understands an update. One that can't be understood has its id and an event that says so.
    public init(_ raw: RawUpdate) {
        id = raw.id
        do {
            event = try JSONDecoder().decode(Event.self, from: Data(repairedJSON(raw.json)))
        } catch {
            event = .unreadable("\(error)")
        }
    }
}

extension Update.Event: Decodable {
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        let names = fields.allKeys.map(\.stringValue)
        guard let kind = names.lazy.compactMap(UpdateKind.init(rawValue:)).first else {
            self = .unsupported(names.filter { $0 != "update_id" }.min() ?? "empty")
            return
        }
        let field = Field(stringValue: kind.rawValue)
        switch kind {
        case .message: self = .message(try fields.decode(Message.self, forKey: field))
        case .editedMessage: self = .editedMessage(try fields.decode(Message.self, forKey: field))
        case .messageReaction: self = .messageReaction(try fields.decode(ReactionChange.self, forKey: field))
        }
    }
}
