/// A message of the group.
public struct GroupMessage: Sendable {
    /// The content, or the event that a service message reports.
    public enum Content: Sendable {
        case text(FormattedText)
        case topicCreated(name: String, iconColor: Int, iconEmoji: String?)
        case topicEdited(name: String?, iconEmoji: String?)
        case topicClosed
        case topicReopened
        case pinned(Int)
        case media(Media)
    }

    public let id: Int
    /// The topic's thread id; nil in General.
    public let threadID: Int?
    public let from: Participant
    /// Unix seconds.
    public let date: Int
    public var editDate: Int?
    public var content: Content
    /// The message that it explicitly replies to.
    public var replyTo: Int?
    /// The quoted part of that message: `TextQuote`.
    var quote: APIValue?
    /// Emoji, by the account that set them.
    public var reactions: [Int: String] = [:]
    public var replyMarkup: APIValue?

    /// The words of a text or a caption.
    var words: String? { text ?? media?.caption?.text }

    public var text: String? { if case .text(let formatted) = content { formatted.text } else { nil } }

    /// The content other than text.
    public var media: Media? { if case .media(let media) = content { media } else { nil } }

    public var isService: Bool {
        switch content {
        case .text, .media: false
        case .topicCreated, .topicEdited, .topicClosed, .topicReopened, .pinned: true
        }
    }
}
