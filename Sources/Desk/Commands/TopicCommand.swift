/// What staff may tell the program in a conversation's topic.
enum TopicCommand: Equatable {
    case close
    case reopen
    /// For colleagues only.
    case note(String)
    case info
    case ban
    case unban
    case take
    case name(String)
    case help
    /// Begins like a command and is none; it must not reach the visitor.
    case unknown(String)
    /// A command without what it needs; the text says how it is used.
    case incomplete(usage: String)

    /// Nil for what is no command of this program: an ordinary line, or a command for another bot.
    ///
    /// - Parameter bot: the bot's user name, which may follow a command as in `/close@desk_bot`; nil takes any name for
    ///   its own.
    init?(_ text: String, bot: String?) {
        if text.hasPrefix("//") {
            let note = text.dropFirst(2).trimmed
            self = note.isEmpty ? .incomplete(usage: "// and the note's text") : .note(note)
            return
        }
        guard text.hasPrefix("/") else { return nil }
        let words = text.dropFirst().split(
            maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
        let parts = (words.first ?? "").split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        // "/" alone and "/ like this" are ordinary text, and so is a path such as /etc/hosts.
        guard let verb = parts.first, !verb.isEmpty, verb.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
            return nil
        }
        if parts.count == 2, let bot, parts[1].lowercased() != bot.lowercased() { return nil }
        self.init(verb: verb.lowercased(), rest: words.count == 2 ? words[1].trimmed : "")
    }

    private init(verb: String, rest: String) {
        switch verb {
        case "close": self = .close
        case "reopen": self = .reopen
        case "note": self = rest.isEmpty ? .incomplete(usage: "/note and the note's text") : .note(rest)
        case "info": self = .info
        case "ban": self = .ban
        case "unban": self = .unban
        case "take": self = .take
        case "name": self = rest.isEmpty ? .incomplete(usage: "/name and the visitor's name") : .name(rest)
        case "help", "start": self = .help
        default: self = .unknown("/" + verb)
        }
    }

    /// What Telegram's clients offer, and `/help` says.
    static let menu: [(name: String, description: String)] = [
        ("close", "Close the conversation"),
        ("reopen", "Open it again"),
        ("take", "Say that it is yours"),
        ("note", "Keep a note that the visitor never sees; // does the same"),
        ("info", "Who the visitor is, and the last messages"),
        ("name", "Give the visitor a name"),
        ("ban", "Take no more messages from the visitor"),
        ("unban", "Take messages from the visitor again"),
        ("help", "These commands"),
    ]
}

extension Substring {
    fileprivate var trimmed: String {
        var rest = drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
