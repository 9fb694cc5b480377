import Domain
import Store
import Telegram

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
    /// Formatted parts that Telegram keeps of one post.
    private static let entityLimit = 90

    /// Empty only below a file.
    private(set) var text: String
    /// What of it is the program's or the staff's.
    private(set) var entities: [MessageEntity] = []
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
        case .text(let piece): (text, entities) = (piece.text, piece.entities)
        case .file(let piece, let caption): (file, text, entities) = (piece, caption.text, caption.entities)
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
            (text, entities) = (merged.text.text, merged.text.entities)
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
    init(heading: MarkedText, lines: [Line], time: (Timestamp) -> String) {
        var whole = heading
        let mergeable = Array(lines.prefix { $0.isMergeable })
        if let merged = Self.merge(mergeable, limit: Self.limit - heading.text.utf16.count - 2, time) {
            whole.add("\n\n")
            whole.add(merged.text)
            completed = Array(mergeable.prefix(merged.count))
        }
        (text, entities) = (whole.text, whole.entities)
    }

    /// The first lines whose texts, with their times, fit into `limit`; nil if not even one does.
    private static func merge(
        _ lines: [Line], limit: Int, _ time: (Timestamp) -> String
    ) -> (text: MarkedText, count: Int)? {
        var text = MarkedText()
        var length = 0
        var count = 0
        for line in lines {
            var entry = MarkedText()
            entry.add(ours: line.writtenAt.map { "[\(time($0))] " } ?? "")
            entry.add(line.marked)
            length += entry.text.utf16.count + (count == 0 ? 0 : 1)
            // Telegram drops what is formatted beyond that.
            if length > limit || text.entities.count + entry.entities.count > Self.entityLimit { break }
            if count > 0 { text.add("\n") }
            text.add(entry)
            count += 1
        }
        return count == 0 ? nil : (text, count)
    }
}
