/// `MessageEntity`: the formatting of a part of a text, in UTF-16 code units.
public struct Entity: Sendable, Hashable {
    /// Kinds that may be sent. The server finds mentions, links and commands by itself.
    static let sendable: Set<String> = [
        "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code",
        "pre", "text_link", "text_mention", "custom_emoji", "date_time", "mention", "hashtag", "cashtag",
        "bot_command", "url", "email", "phone_number",
    ]

    public var type: String
    public var offset: Int
    public var length: Int
    /// Further members of the kind, such as `url` or `language`.
    public var details: [String: APIValue]

    public init(type: String, offset: Int, length: Int, details: [String: APIValue] = [:]) {
        self.type = type
        self.offset = offset
        self.length = length
        self.details = details
    }

    /// Nil if a member is missing or the kind is unknown. The server ignores such entities.
    init?(_ json: APIValue) {
        guard var members = json.members, let type = members.removeValue(forKey: "type")?.string,
            Self.sendable.contains(type), let offset = members.removeValue(forKey: "offset")?.integer,
            let length = members.removeValue(forKey: "length")?.integer
        else { return nil }
        self.init(type: type, offset: offset, length: length, details: members)
    }

    var json: APIValue {
        var members = details
        members["type"] = .string(type)
        members["offset"] = .integer(offset)
        members["length"] = .integer(length)
        return .object(members)
    }
}
