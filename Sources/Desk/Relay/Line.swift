import Domain
import Store

/// A delivery as staff read it.
struct Line: Equatable {
    let delivery: Delivery
    let text: String
    /// Nil for what is no message.
    let message: MessageID?
    let writtenAt: Timestamp?
    /// The post that it replies to.
    let replyTo: Int64?

    /// Whether it can share a post with the line before it.
    var isMergeable: Bool { message != nil && replyTo == nil && delivery.postsSent == 0 }
}

extension Line {
    /// - Throws: ``DeskError/notFound`` if the message is gone.
    init(_ delivery: Delivery, _ reader: Reader, group: Int64) throws {
        self.delivery = delivery
        switch delivery.content {
        case .notice(let text):
            (self.text, message, writtenAt, replyTo) = (text, nil, nil, nil)
        case .message(let id):
            guard let found = try reader.message(id, in: delivery.ticket) else { throw DeskError.notFound }
            text = Self.signed(found)
            message = id
            writtenAt = found.createdAt
            replyTo = try found.replyTo.flatMap { try reader.post(of: $0, ticket: delivery.ticket, in: group) }
        }
    }

    /// A visitor's line as it is; anybody else's with a name. The staff's that come from the outbox were not written in
    /// the group.
    private static func signed(_ message: Message) -> String {
        switch message.author {
        case .user: message.text
        case .agent: "\(message.authorName ?? "Support") (panel): \(message.text)"
        case .bot, .system: "\(message.authorName ?? "Support"): \(message.text)"
        }
    }
}
