/// Somebody pressed a button of a message. Any member can, and a modified client can send any data.
public struct CallbackQuery: Sendable, Equatable, Decodable {
    public let id: String
    public let from: User
    /// Where the button is; nil if Telegram does not tell.
    public let place: Place?
    public let data: String?

    public struct Place: Sendable, Equatable, Decodable {
        public let chat: Chat
        public let messageID: Int64
        /// Nil outside topics, and for a message that is too old.
        public let threadID: Int64?

        enum CodingKeys: String, CodingKey {
            case chat
            case messageID = "message_id"
            case threadID = "message_thread_id"
        }
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        id = try fields.decode(String.self, forKey: "id")
        from = try fields.decode(User.self, forKey: "from")
        place = fields.lenient("message")
        data = fields.lenient("data")
    }
}
