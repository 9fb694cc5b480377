import Domain
import Store
import Telegram

/// A delivery as staff read it.
struct Line: Equatable {
    let delivery: Delivery
    let text: String
    /// Nil for what is no message.
    let message: MessageID?
    let writtenAt: Timestamp?
    /// The post that it replies to.
    let replyTo: Int64?
    var files: [LineFile] = []

    /// Whether it can share a post with the line before it.
    var isMergeable: Bool { message != nil && replyTo == nil && delivery.postsSent == 0 && files.isEmpty }

    /// The posts that it takes, always the same ones: the files, the first with the text if that fits below it, and
    /// otherwise the text after them. Not an album: of one whose answer is lost it is not known which parts arrived.
    var pieces: [Piece] {
        guard let first = files.first else { return split(text, limit: Post.limit).map(Piece.text) }
        let isCaption = text.utf16.count <= BotClient.captionLimit
        let rest = isCaption ? [] : split(text, limit: Post.limit).map(Piece.text)
        return [.file(first, caption: isCaption ? text : "")]
            + files.dropFirst().map { .file($0, caption: "") } + rest
    }

    enum Piece: Equatable {
        case text(String)
        case file(LineFile, caption: String)
    }
}

/// A file of a line, and where its content is; nil if it is not here.
struct LineFile: Equatable {
    let attachment: Attachment
    let stored: String?
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
            files = try found.attachments.map { attachment in
                LineFile(attachment: attachment, stored: try reader.stored(attachment.id)?.file)
            }
            message = id
            writtenAt = found.createdAt
            replyTo = try found.replyTo.flatMap { try reader.post(of: $0, ticket: delivery.ticket, in: group) }
        }
    }

    /// A visitor's line as it is; anybody else's with a name. The staff's that come from the outbox were not written in
    /// the group.
    private static func signed(_ message: Domain.Message) -> String {
        let name = message.authorName ?? "Support"
        let signature =
            switch message.author {
            case .user: ""
            case .agent: "\(name) (panel)"
            case .bot, .system: name
            }
        return [signature, message.text].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
