import Store
import Telegram

/// What a member of staff sent, as people see it: a line, a file with what stands below it, or a whole album.
struct StaffPost: Equatable {
    /// One message of Telegram's; an album has several.
    struct Part: Equatable {
        let post: Int64
        /// What visitors read of it.
        var text: StyledText
        /// What its author typed: where a command is looked for.
        var typed: String
        var file: TelegramFile?
    }

    let thread: Int64
    let writer: Inbound.Writer
    /// At least one, in the order of their posts.
    var parts: [Part]
    /// The same for all parts of an album.
    var album: String?
    var replyTo: Int64?
    /// The kind of what visitors can't see, in whose place they get a text that names it.
    var kindUnseen: String?
    /// Whether it has files among its words, which are not carried over.
    var hasRichFiles = false

    var files: Int { parts.count { $0.file != nil } }

    /// What it tells the program; nil if it is meant for the visitor. Whichever part says so, it holds for all.
    ///
    /// - Parameter bot: the bot's user name, to know whose a command is; nil while it is unknown.
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
    /// Nil for what is neither a text nor a file nor anything that a text could stand for.
    init?(_ message: Telegram.Message, thread: Int64, by writer: Inbound.Writer) {
        guard let text = StyledText(contentOf: message) else { return nil }
        self.thread = thread
        self.writer = writer
        let file = PostedFile(message)
        parts = [Part(post: message.id, text: text, typed: message.text, file: file?.file)]
        album = message.mediaGroupID
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

    /// The parts of an album, of each of which the last state counts.
    ///
    /// - Parameter posts: at least one, in the order in which Telegram told of them.
    init?(album posts: [StaffPost]) {
        guard var whole = posts.first else { return nil }
        var parts: [Int64: Part] = [:]
        for part in posts.lazy.flatMap(\.parts) { parts[part.post] = part }
        whole.parts = parts.values.sorted { $0.post < $1.post }
        whole.replyTo = posts.lazy.compactMap(\.replyTo).first
        self = whole
    }
}
