import Domain
import Store

/// What must be done next so that a message reaches its topic: first the topic, then its card, then the message, in as
/// many posts as its text needs.
enum DeliveryStep: Equatable {
    case createTopic
    case postCard(thread: Int64)
    case post(text: String, thread: Int64, replyTo: Int64?, isLast: Bool)
    /// Everything has been posted already.
    case finish

    /// Telegram's limit for one post, in UTF-16 code units. https://core.telegram.org/bots/api#sendmessage
    static let postLimit = 4096

    init(for delivery: Delivery, message: Message, topic: Topic?, replyTo: Int64?) {
        guard let topic else {
            self = .createTopic
            return
        }
        guard topic.hasCard else {
            self = .postCard(thread: topic.thread)
            return
        }
        let pieces = split(message.text, limit: Self.postLimit)
        guard pieces.indices.contains(delivery.postsSent) else {
            self = .finish
            return
        }
        self = .post(
            text: pieces[delivery.postsSent], thread: topic.thread,
            replyTo: delivery.postsSent == 0 ? replyTo : nil,
            isLast: delivery.postsSent == pieces.count - 1)
    }
}
