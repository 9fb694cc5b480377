import Domain
import Store

/// What must be done next so that a conversation's lines reach its topic: first the topic, then its card, then the
/// lines, each in as many posts as its text needs, or several in one post while there is no budget for more.
enum DeliveryStep: Equatable {
    case createTopic
    case postCard(Post, thread: Int64)
    case post(Post, thread: Int64)
    /// All of the first line has been posted already.
    case finish

    /// Whether it is the topic or its card: nothing else can be posted before.
    var opensTopic: Bool {
        switch self {
        case .createTopic, .postCard: true
        case .post, .finish: false
        }
    }

    init(lines: [Line], card: VisitorCard, topic: Topic?, isBehind: Bool, time: (Timestamp) -> String) {
        guard let topic else {
            self = .createTopic
            return
        }
        guard topic.hasCard else {
            // Tried again, it may stand there twice; the lines shall not.
            let lines = isBehind && lines.first?.delivery.uncertainAttempts == 0 ? lines : []
            self = .postCard(Post(heading: card.text, lines: lines, time: time), thread: topic.thread)
            return
        }
        let post = isBehind ? Post(lines: lines, time: time) : Post(lines: Array(lines.prefix(1)), time: time)
        self = post.map { .post($0, thread: topic.thread) } ?? .finish
    }
}

/// One post in a topic, and what is done once it has arrived.
struct Post: Equatable {
    /// Telegram's limit for one post, in UTF-16 code units. https://core.telegram.org/bots/api#sendmessage
    static let limit = 4096

    /// Empty only below a file.
    private(set) var text: String
    private(set) var file: LineFile?
    private(set) var replyTo: Int64?
    /// Shown whole, the last piece included.
    private(set) var completed: [Line] = []
    /// Shown in part; more posts follow.
    private(set) var begun: Line?

    /// The next piece of the first line; or the first line and those after it that fit, each with its time. Nil if the
    /// first line has been posted already.
    init?(lines: [Line], time: (Timestamp) -> String) {
        guard let first = lines.first else { return nil }
        let pieces = first.pieces
        guard pieces.indices.contains(first.delivery.postsSent) else { return nil }
        switch pieces[first.delivery.postsSent] {
        case .text(let piece): text = piece
        case .file(let piece, let caption): (file, text) = (piece, caption)
        }
        guard pieces.count == 1 else {
            if first.delivery.postsSent == 0 { replyTo = first.replyTo }
            if first.delivery.postsSent == pieces.count - 1 { completed = [first] } else { begun = first }
            return
        }
        replyTo = first.replyTo
        completed = [first]
        guard first.message != nil, first.files.isEmpty, lines.dropFirst().first?.isMergeable == true else { return }
        let mergeable = [first] + lines.dropFirst().prefix(while: \.isMergeable)
        if let merged = Self.merge(mergeable, limit: Self.limit, time), merged.count > 1 {
            text = merged.text
            completed = Array(mergeable.prefix(merged.count))
        }
    }

    /// The same, but as a reply to nothing.
    var withoutReply: Post {
        var post = self
        post.replyTo = nil
        return post
    }

    /// The card, and below it those lines that fit.
    init(heading: String, lines: [Line], time: (Timestamp) -> String) {
        text = heading
        let mergeable = Array(lines.prefix { $0.isMergeable })
        if let merged = Self.merge(mergeable, limit: Self.limit - heading.utf16.count - 2, time) {
            text += "\n\n" + merged.text
            completed = Array(mergeable.prefix(merged.count))
        }
    }

    /// The first lines whose texts, with their times, fit into `limit`; nil if not even one does.
    private static func merge(
        _ lines: [Line], limit: Int, _ time: (Timestamp) -> String
    ) -> (text: String, count: Int)? {
        var text = ""
        var length = 0
        var count = 0
        for line in lines {
            let entry = (line.writtenAt.map { "[\(time($0))] " } ?? "") + line.text
            length += entry.utf16.count + (count == 0 ? 0 : 1)
            if length > limit { break }
            text += (count == 0 ? "" : "\n") + entry
            count += 1
        }
        return count == 0 ? nil : (text, count)
    }
}
