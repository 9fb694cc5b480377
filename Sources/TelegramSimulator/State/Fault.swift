/// A failure of a number of calls of a method.
public struct Fault: Sendable {
    public enum Kind: Sendable {
        /// Nothing fails; there is only the delay.
        case none
        /// The call has no effect, and this is the answer.
        case error(APIError)
        /// A proxy in front of the Bot API answers with a page.
        case page(status: Int)
        /// The connection is closed and the call has no effect.
        case dropBefore
        /// The call has its effect, and the connection is closed without an answer.
        case dropAfter
        /// A message is posted to another topic, or to General if it is nil.
        case misplaced(threadID: Int?)
    }

    /// In lower case; nil means every method.
    var method: String?
    /// Only for calls with this `text`; nil means any.
    var text: String?
    var kind: Kind
    var count: Int
    /// The time before the call takes effect.
    var delay: Duration

    /// - Parameters:
    ///   - method: The name of a method, or `file` for a download; nil for every call.
    ///   - text: The `text` of the call; nil for any.
    ///   - count: How many calls fail.
    ///   - delay: How much later than usual the call takes effect.
    public init(
        _ kind: Kind, method: String? = nil, text: String? = nil, count: Int = 1, delay: Duration = .zero
    ) {
        self.kind = kind
        self.text = text
        self.method = method?.lowercased()
        self.count = count
        self.delay = delay
    }
}

extension Fault.Kind {
    public static func tooManyRequests(retryAfter: Int) -> Self { .error(.tooManyRequests(retryAfter: retryAfter)) }
    public static let kicked = Self.error(.forbidden("bot was kicked from the supergroup chat"))
    public static let photoInvalidDimensions = Self.error(.badRequest("PHOTO_INVALID_DIMENSIONS"))
    public static let topicClosed = Self.error(.badRequest("TOPIC_CLOSED"))
}
