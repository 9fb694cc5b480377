/// A formatted part of a text. Positions are UTF-16 units.
public struct MessageEntity: Sendable, Equatable, Decodable {
    public enum Kind: String, Sendable, Decodable {
        case mention, hashtag, cashtag, url, email, bold, italic, underline, strikethrough, spoiler, blockquote, code,
            pre
        case botCommand = "bot_command"
        case phoneNumber = "phone_number"
        case expandableBlockquote = "expandable_blockquote"
        case textLink = "text_link"
        case textMention = "text_mention"
        case customEmoji = "custom_emoji"
        case dateTime = "date_time"
    }

    public let kind: Kind
    public let offset: Int
    public let length: Int
    /// The address of a `textLink`.
    public let url: String?
    /// The language of a `pre`.
    public let language: String?

    public init(_ kind: Kind, offset: Int, length: Int, url: String? = nil, language: String? = nil) {
        self.kind = kind
        self.offset = offset
        self.length = length
        self.url = url
        self.language = language
    }

    enum CodingKeys: String, CodingKey {
        case kind = "type"
        case offset, length, url, language
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "type": .string(kind.rawValue), "offset": .integer(Int64(offset)), "length": .integer(Int64(length)),
        ]
        members["url"] = url.map(JSONValue.string)
        members["language"] = language.map(JSONValue.string)
        return .object(members)
    }

    /// Whether it lies within a text of `count` UTF-16 units.
    func fits(_ count: Int) -> Bool {
        offset >= 0 && length > 0 && offset <= count && length <= count - offset
    }
}
