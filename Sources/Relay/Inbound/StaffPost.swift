import Store
import Telegram

/// What a member of staff sent, as people see it: a text, a file with its caption, or a whole album.
struct StaffPost: Equatable {
    /// One message in Telegram; an album has several.
    struct Part: Equatable {
        let post: Int64
        /// The text that visitors read.
        var text: StyledText
        /// The text as its author typed it, in which a command is looked for.
        var typed: String
        var file: TelegramFile?
    }

    let thread: Int64
    let writer: Inbound.Writer
    /// At least one, in the order of the posts.
    var parts: [Part]
    /// The id that all parts of an album share.
    var album: String?
    var replyTo: Int64?
    /// The kind of content that visitors can't see; they get a text that names it instead.
    var kindUnseen: String?
    /// The kinds of its parts that this program does not know. Visitors see nothing of such a part, but a command in its
    /// caption counts.
    var kindsUnknown: [String] = []
    /// When it was sent, by Telegram's clock, in Unix seconds; 0 if that is not known.
    var sentAt: Int64 = 0
    /// Whether it is a rich message with files, which are not carried over.
    var hasRichFiles = false

    var files: Int { parts.count { $0.file != nil } }

    /// The command in it; nil if it is meant for the visitor. A command in any part applies to the whole album.
    ///
    /// - Parameter bot: The bot's user name, by which it is known whose command it is; nil while the name is unknown.
    func command(bot: String?) -> TopicCommand? {
        let typed = parts.map(\.typed).filter { !$0.isEmpty }
        let commands = typed.map { TopicCommand($0, bot: bot) }
        guard let command = commands.lazy.compactMap({ $0 }).first else { return nil }
        guard command.isForNote, typed.count > 1 else { return command }
        let texts = zip(typed, commands).compactMap { typed, command in
            switch command {
            case .note(let text): text
            case .incomplete: nil
            default: typed
            }
        }
        return texts.isEmpty ? command : .note(texts.joined(separator: "\n"))
    }
}

extension StaffPost {
    /// The most characters of Telegram's name for a kind.
    private static let kindLength = 64

    /// Nil if it is a service message.
    init?(_ message: Telegram.Message, thread: Int64, by writer: Inbound.Writer) {
        let text: StyledText
        if case .unknown(let kind) = message.content {
            text = StyledText(text: "")
            kindsUnknown = [String(kind.prefix(Self.kindLength))]
        } else {
            guard let content = StyledText(contentOf: message) else { return nil }
            text = content
        }
        self.thread = thread
        self.writer = writer
        let file = PostedFile(message)
        parts = [Part(post: message.id, text: text, typed: message.text, file: file?.file)]
        album = message.mediaGroupID
        sentAt = message.date
        replyTo = message.realReply
        kindUnseen =
            switch message.content {
            case .dice: "dice"
            case .poll: "poll"
            case .unsupported(let name): name
            default: nil
            }
        hasRichFiles = message.hasRichFiles
    }

    /// Joins the parts of an album. The last version of each part counts.
    ///
    /// - Parameter posts: At least one, in the order in which Telegram sent them.
    init?(album posts: [StaffPost]) {
        guard var whole = posts.first else { return nil }
        var parts: [Int64: Part] = [:]
        for part in posts.lazy.flatMap(\.parts) { parts[part.post] = part }
        whole.parts = parts.values.sorted { $0.post < $1.post }
        whole.replyTo = posts.lazy.compactMap(\.replyTo).first
        whole.kindsUnknown = posts.flatMap(\.kindsUnknown)
        self = whole
    }
}
