import Domain

/// The commands that staff can write in a conversation's topic.
enum TopicCommand: Equatable {
    case close
    case reopen
    /// A note for colleagues only.
    case note(String)
    case info
    case ban
    case unban
    case take
    case name(String)
    /// As a reply to a message: deletes it for the visitor.
    case delete
    /// The working hours, or a change of them, as in what follows.
    case hours(String)
    case help
    /// A line that begins like a command and is not one. It must not reach the visitor.
    case unknown(String)
    /// A command without what it needs.
    case incomplete(String)
    /// A command that is addressed to the bot of this name.
    case foreign(bot: String)
    /// A command's name that is directly followed by something else: a slip, or the beginning of a sentence.
    case unclear(String)

    /// Nil for an ordinary line, which is meant for the visitor. Every line that Telegram's clients show as a
    /// command counts as one. Invisible characters before it or within it change nothing, or nobody would
    /// know why a note went to the visitor.
    ///
    /// - Parameter bot: The bot's user name, which may follow a command as in `/close@desk_bot`. If it is nil, any
    ///   name is taken for the bot's own.
    init?(_ text: String, bot: String?) {
        // Read by scalars: a combining mark after a slash would make one character with it.
        let seen = text.unicodeScalars.drop(while: \.isBlank)
        guard seen.first.map(Self.isStroke) == true else {
            guard let slip = Self.slip(in: seen, bot: bot) else { return nil }
            self = slip
            return
        }
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
        guard let first = verb.first, rest.first != "/" else {
            guard let slip = Self.slip(in: seen, bot: bot) else { return nil }
            self = slip
            return
        }
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

    /// The most scalars that stand before a mistyped command.
    private static let longestLead = 16

    /// A command that was mistyped, as in `/ note`, `/note/`, `*/close*`, `/ /secret` or `@desk_bot /note`. It is told
    /// apart from ordinary text by what begins it: a slash among signs and spaces, and then a verb that there is.
    private static func slip(in text: Substring.UnicodeScalarView, bot: String?) -> TopicCommand? {
        if text.first == "@" {
            // A mention, and then a command.
            let rest = text.drop { !$0.properties.isWhitespace }.drop { $0.properties.isWhitespace }
            guard rest.first.map(isStroke) == true else { return nil }
            return TopicCommand(String(rest), bot: bot).map { .unclear($0.verb) }
        }
        let lead = text.prefix { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
        guard lead.count <= longestLead, lead.contains(where: { isStroke($0) || $0 == "\\" }) else { return nil }
        guard lead.count(where: isStroke) < 2 else { return .unclear("//") }
        let word = text[lead.endIndex...].prefix {
            $0.properties.isAlphabetic || $0.isBlank && !$0.properties.isWhitespace
        }
        let verb = String(String.UnicodeScalarView(word.filter { !$0.isBlank })).lowercased()
        guard case .unknown = TopicCommand(verb: verb, rest: " ") else { return .unclear("/" + verb) }
        return nil
    }

    /// The full-width slash is what Chinese and Japanese keyboards write.
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
        case "hours": self = .hours(rest)
        case "help", "start": self = .help
        default: self = .unknown("/" + verb)
        }
    }

    /// Whether it is a note for colleagues, with or without a text.
    var isForNote: Bool {
        switch self {
        case .note, .incomplete("//"), .incomplete("/note"): true
        default: false
        }
    }

    /// The word with which it begins.
    var verb: String {
        switch self {
        case .note: "/note"
        case .name: "/name"
        case .hours: "/hours"
        case .unknown(let verb), .incomplete(let verb), .unclear(let verb): verb
        case .foreign(let bot): "@" + bot
        case .close, .reopen, .info, .ban, .unban, .take, .delete, .help: "/\(self)"
        }
    }
}

extension Substring {
    fileprivate var trimmed: String { String(trimmingBlanks()) }
}
