import Domain

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
    /// As a reply: takes the message back at the visitor's.
    case delete
    case help
    /// Begins like a command and is none; it must not reach the visitor.
    case unknown(String)
    /// A command without what it needs.
    case incomplete(String)
    /// A command for the bot of this name.
    case foreign(bot: String)
    /// A command's name with something else right behind it: a slip, or the beginning of a sentence.
    case unclear(String)

    /// Nil for an ordinary line, which is meant for the visitor. What Telegram's clients show as a command is none, and
    /// what can't be seen before or within it changes nothing: nobody would know why a note went to the visitor.
    ///
    /// - Parameter bot: the bot's user name, which may follow a command as in `/close@desk_bot`; nil takes any name for
    ///   its own.
    init?(_ text: String, bot: String?) {
        // By scalars: a mark that stands on a slash makes one character with it.
        let seen = text.unicodeScalars.drop(while: \.isBlank)
        guard seen.first.map(Self.isStroke) == true else { return nil }
        let inside = seen.dropFirst().drop { $0.isBlank && !$0.properties.isWhitespace }
        if inside.first.map(Self.isStroke) == true {
            let note = Substring(inside.dropFirst()).trimmed
            self = note.isEmpty ? .incomplete("//") : .note(note)
            return
        }
        let name = inside.prefix { !$0.properties.isWhitespace }
        let text = "/" + String(name.filter { !$0.isBlank }) + Substring(inside[name.endIndex...])
        func isPartOfName(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || character == "_"
        }
        let verb = text.dropFirst().prefix(while: isPartOfName)
        var rest = text[verb.endIndex...]
        // "/" alone and "/ like this" are ordinary text, and so are a path such as /etc/hosts, and /50%.
        guard let first = verb.first, rest.first != "/" else { return nil }
        if rest.first == "@" {
            let name = rest.dropFirst().prefix(while: isPartOfName)
            rest = rest[name.endIndex...]
            guard !name.isEmpty, rest.first?.isWhitespace != false else {
                self = .unclear("/" + verb)
                return
            }
            if let bot, name.lowercased() != bot.lowercased() {
                self = .foreign(bot: String(name))
                return
            }
        } else if rest.first?.isWhitespace == false {
            guard first.isLetter else { return nil }
            self = .unclear("/" + verb)
            return
        }
        self.init(verb: verb.lowercased(), rest: rest.trimmed)
    }

    /// The wide one is what Chinese and Japanese keyboards write.
    private static func isStroke(_ scalar: Unicode.Scalar) -> Bool { scalar == "/" || scalar == "／" }

    private init(verb: String, rest: String) {
        switch verb {
        case "close": self = .close
        case "reopen": self = .reopen
        case "note": self = rest.isEmpty ? .incomplete("/note") : .note(rest)
        case "info": self = .info
        case "ban": self = .ban
        case "unban": self = .unban
        case "take": self = .take
        case "name": self = rest.isEmpty ? .incomplete("/name") : .name(rest)
        case "delete": self = .delete
        case "help", "start": self = .help
        default: self = .unknown("/" + verb)
        }
    }

    /// Whether it is for colleagues, with or without a text.
    var isForNote: Bool {
        switch self {
        case .note, .incomplete("//"), .incomplete("/note"): true
        default: false
        }
    }

    /// How it begins.
    var verb: String {
        switch self {
        case .note: "/note"
        case .name: "/name"
        case .unknown(let verb), .incomplete(let verb), .unclear(let verb): verb
        case .foreign(let bot): "@" + bot
        case .close, .reopen, .info, .ban, .unban, .take, .delete, .help: "/\(self)"
        }
    }
}

extension Substring {
    fileprivate var trimmed: String { String(trimmingBlanks()) }
}
