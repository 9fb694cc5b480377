import Domain
import Store
import Telegram
import Words

/// A delivery as the staff read it.
struct Line: Equatable {
    let delivery: Delivery
    let text: String
    /// Nil if the delivery is not a message.
    let message: MessageID?
    let writtenAt: Timestamp?
    /// The post to which it replies.
    let replyTo: Int64?
    var files: [LineFile] = []
    /// The number of UTF-16 units at the beginning that name the program or a member of staff. They are bold, which
    /// visitors can't type. It is 0 for a visitor's line.
    var heading = 0

    /// Whether it can share a post with the line before it.
    var isMergeable: Bool { message != nil && replyTo == nil && delivery.postsSent == 0 && files.isEmpty }

    /// The text with its bold parts.
    var marked: MarkedText {
        var marked = MarkedText()
        let end = String.Index(utf16Offset: heading, in: text)
        marked.add(ours: String(text[..<end]))
        marked.add(String(text[end...]))
        return marked
    }

    /// Begins each further post of a line that is not the visitor's.
    private static let continuation = "… "

    /// The posts of the line, always the same ones: its files, the first of them with the text if that fits as a
    /// caption, or else the text after the files. They are not sent as an album: if its answer is lost, it is not known
    /// which parts arrived. Each post says whose it is.
    var pieces: [Piece] {
        guard let first = files.first else { return texts.map(Piece.text) }
        let isCaption = text.utf16.count <= BotClient.captionLimit
        var signature = MarkedText()
        signature.add(ours: String(text[..<String.Index(utf16Offset: heading, in: text)]))
        return [.file(first, caption: isCaption ? marked : signature)]
            + files.dropFirst().map { .file($0, caption: signature) }
            + (isCaption ? [] : texts.map(Piece.text))
    }

    private var texts: [MarkedText] {
        guard heading > 0 else { return split(text, limit: Post.limit).map { MarkedText(plain: $0) } }
        guard text.utf16.count > Post.limit else { return [marked] }
        let pieces = split(text, limit: Post.limit - Self.continuation.utf16.count)
        return pieces.enumerated().map { index, piece in
            guard index > 0 else { return marked.prefix(Post.limit - Self.continuation.utf16.count) }
            var further = MarkedText()
            further.add(ours: Self.continuation)
            further.add(piece)
            return further
        }
    }

    enum Piece: Equatable {
        case text(MarkedText)
        case file(LineFile, caption: MarkedText)
    }
}

/// A file of a line, and where its content is; nil if it is not on this machine's disk.
struct LineFile: Equatable {
    let attachment: Attachment
    let stored: String?
}

extension Line {
    /// - Throws: ``DeskError/notFound`` if the message is gone.
    init(
        _ delivery: Delivery, _ reader: Reader, group: Int64, words: TeamWords, contacts: Contacts = .shown
    ) throws {
        self.delivery = delivery
        switch delivery.content {
        case .notice(let text):
            let told = contacts.told(text)
            (self.text, message, writtenAt, replyTo) = (told, nil, nil, nil)
            heading = told.headingLength
        case .digest(let count, let last):
            (text, message, writtenAt, replyTo) = (words.moreInPanel(count), last, nil, nil)
            heading = text.utf16.count
        case .message(let id):
            guard let found = try reader.message(id, in: delivery.ticket) else { throw DeskError.notFound }
            let signature = Self.signature(of: found, words)
            text = [signature, contacts.told(found.text)].filter { !$0.isEmpty }.joined(separator: ": ")
            heading = signature.utf16.count
            files = try found.attachments.map { attachment in
                LineFile(attachment: contacts.told(attachment), stored: try reader.stored(attachment.id)?.file)
            }
            message = id
            writtenAt = found.createdAt
            replyTo = try found.replyTo.flatMap { try reader.post(of: $0, ticket: delivery.ticket, in: group) }
        }
    }

    /// Stands before all lines except the visitor's. A line of the staff that is in the outbox was written
    /// in the panel.
    private static func signature(of message: Domain.Message, _ words: TeamWords) -> String {
        let name = message.authorName ?? words.support
        return switch message.author {
        case .user: ""
        case .agent: words.inPanel(name)
        case .bot: words.automaticReply
        case .system: name
        }
    }
}

extension MarkedText {
    fileprivate init(plain text: String) { add(text) }
}
