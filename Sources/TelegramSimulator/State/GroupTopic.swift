/// A topic of the forum other than General.
public struct GroupTopic: Sendable {
    /// The colours with which a topic may be created (Bot API, createForumTopic).
    static let iconColors = [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047]
    /// The most characters of a name; a longer name is cut silently.
    static let maximumName = 128

    /// The id of the message that announces the topic.
    public let threadID: Int
    public var name: String
    public let iconColor: Int
    public var iconEmoji: String?
    /// The ordinary emoji that the icon looks like.
    public var icon: String? { iconEmoji.flatMap(TopicIcon.emoji) }
    public var isClosed = false
    /// The account that created it.
    public let creator: Int

    /// The name as the server stores it: one trimmed line, cut to ``maximumName``.
    static func cleaned(_ name: String) -> String {
        let line = name.map { $0.isNewline || $0 == "\u{A0}" ? " " : $0 }
        let trimmed = line.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        return String(String.UnicodeScalarView(String(trimmed).unicodeScalars.prefix(maximumName)))
    }
}
