/// A topic of the forum, General excepted.
public struct GroupTopic: Sendable {
    /// The colours a topic may be created with (Bot API, createForumTopic).
    static let iconColors = [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047]
    /// Characters of a name; more are cut silently.
    static let maximumName = 128

    /// The id of the message that announces it.
    public let threadID: Int
    public var name: String
    public let iconColor: Int
    public var iconEmoji: String?
    /// What the icon looks like.
    public var icon: String? { iconEmoji.flatMap(TopicIcon.emoji) }
    public var isClosed = false
    /// The account that created it.
    public let creator: Int

    /// The name as the server keeps it: one trimmed line, cut at ``maximumName``.
    static func cleaned(_ name: String) -> String {
        let line = name.map { $0.isNewline || $0 == "\u{A0}" ? " " : $0 }
        let trimmed = line.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        return String(String.UnicodeScalarView(String(trimmed).unicodeScalars.prefix(maximumName)))
    }
}
