import Domain
import Telegram

/// What an update means to the desk.
enum Inbound: Equatable, Sendable {
    /// A member of staff wrote in a topic.
    case answer(thread: Int64, post: Int64, by: Writer, text: StyledText, file: PostedFile? = nil, replyTo: Int64?)
    /// The same of a kind that visitors can't see: in its place they get a text that names it.
    indirect case placeholder(of: String, Inbound)
    /// A member of staff told the program something.
    case command(TopicCommand, thread: Int64, by: Writer, replyTo: Int64?)
    /// A person closed or opened a topic.
    case topicClosed(Bool, thread: Int64)
    /// A member of staff changed what they wrote.
    case edit(post: Int64, text: StyledText, file: PostedFile? = nil)
    /// Someone shows these emoji on a post, and no others any more. Who: a user, or the group itself.
    case reaction(post: Int64, by: Int64, emoji: [String])
    /// One of the program's bots has made a topic of this name.
    case topicMade(thread: Int64, name: String)
    /// Somebody, who may be anybody, asks the bot in private to be let into the panel.
    case signIn(user: Int64, name: String)
    /// The group has another id now.
    case moved(to: Int64)
    /// Nothing that a visitor should see.
    case nothing

    /// A member of staff, as visitors see them.
    enum Writer: Equatable {
        case member(id: Int64, name: String)
        /// Someone who writes in the group's name.
        case team(title: String?)
    }

    /// - Parameters:
    ///   - otherBots: the program's further bots in the group.
    ///   - botName: the bot's user name, to know whose a command is; nil while it is unknown.
    ///   - takesAnonymous: whether who writes in the group's name is staff.
    init(
        _ update: Update, group: Int64, botID: Int64, otherBots: Set<Int64> = [], botName: String? = nil,
        takesAnonymous: Bool = true
    ) {
        switch update.event {
        case .message(let message) where message.chat.kind == .private: self = Self.signIn(message)
        case .message(let message):
            if case .service(let event) = message.content, message.chat.id == group {
                self = Self.service(event, in: message, botID: botID, otherBots: otherBots)
            } else {
                self = Self.answer(message, group: group, botID: botID, botName: botName)
            }
        case .editedMessage(let message): self = Self.edit(message, group: group, botID: botID, botName: botName)
        case .messageReaction(let change): self = Self.reaction(change, group: group)
        default: self = .nothing
        }
        if !takesAnonymous, isFromTeam(of: group) { self = .nothing }
    }

    /// Nothing else is said to the bot in private.
    private static func signIn(_ message: Telegram.Message) -> Inbound {
        guard let user = message.from, !user.isBot, user.id == message.chat.id, case .text = message.content,
            ["/signin", "/start signin"].contains(message.text.lowercased())
        else { return .nothing }
        return .signIn(user: user.id, name: user.name)
    }

    private func isFromTeam(of group: Int64) -> Bool {
        switch self {
        case .answer(_, _, .team, _, _, _), .command(_, _, .team, _), .reaction(_, group, _): true
        case .placeholder(_, let answer): answer.isFromTeam(of: group)
        default: false
        }
    }

    private static func answer(
        _ message: Telegram.Message, group: Int64, botID: Int64, botName: String?
    ) -> Inbound {
        guard message.chat.id == group, let thread = message.topicID, let writer = Writer(message, botID: botID),
            let text = text(of: message)
        else { return .nothing }
        if let command = TopicCommand(message.text, bot: botName) {
            return .command(command, thread: thread, by: writer, replyTo: message.realReply)
        }
        // Another bot's command; not the visitor's business.
        if message.entities.contains(where: { $0.kind == .botCommand && $0.offset == 0 }) { return .nothing }
        let answer = Inbound.answer(
            thread: thread, post: message.id, by: writer, text: text, file: PostedFile(message),
            replyTo: message.realReply)
        return kindUnseen(message.content).map { .placeholder(of: $0, answer) } ?? answer
    }

    /// The kind of what visitors can't see.
    private static func kindUnseen(_ content: MessageContent) -> String? {
        switch content {
        case .dice: "dice"
        case .poll: "poll"
        case .unsupported(let name): String(name.prefix(kindLength))
        default: nil
        }
    }

    /// Characters of the name that Telegram has for a kind.
    private static let kindLength = 64

    private static func service(
        _ event: ServiceEvent, in message: Telegram.Message, botID: Int64, otherBots: Set<Int64>
    ) -> Inbound {
        switch event {
        case .movedTo(let group): .moved(to: group)
        case .topicClosed, .topicReopened:
            // The program's own closing comes back too, and is no news.
            if let thread = message.topicID, Writer(message, botID: botID) != nil {
                .topicClosed(event == .topicClosed, thread: thread)
            } else {
                .nothing
            }
        case .topicCreated(let name):
            if let id = message.from?.id, id == botID || otherBots.contains(id), let thread = message.topicID {
                .topicMade(thread: thread, name: name)
            } else {
                .nothing
            }
        default: .nothing
        }
    }

    private static func edit(
        _ message: Telegram.Message, group: Int64, botID: Int64, botName: String?
    ) -> Inbound {
        guard message.chat.id == group, message.topicID != nil, Writer(message, botID: botID) != nil,
            let text = text(of: message),
            // What has become a note or a command is not for the visitor, who keeps what was said before.
            TopicCommand(message.text, bot: botName) == nil
        else { return .nothing }
        return .edit(post: message.id, text: text, file: PostedFile(message))
    }

    private static func reaction(_ change: ReactionChange, group: Int64) -> Inbound {
        guard change.chat.id == group else { return .nothing }
        if let user = change.user, !user.isBot {
            return .reaction(post: change.messageID, by: user.id, emoji: change.new)
        }
        guard change.actorChat?.id == group else { return .nothing }
        return .reaction(post: change.messageID, by: group, emoji: change.new)
    }

    /// What the visitor reads; beside a file it may be empty. What can't be carried over is named, so that nothing is
    /// swallowed silently.
    private static func text(of message: Telegram.Message) -> StyledText? {
        switch message.content {
        case .text, .media: StyledText(message)
        case .service: nil
        case .location(let latitude, let longitude): StyledText(text: "📍 " + map(latitude, longitude))
        case .venue(let title, let address):
            StyledText(text: "📍 " + [title, address].filter { !$0.isEmpty }.joined(separator: ", "))
        case .contact(let name, let phone):
            StyledText(text: "👤 " + [name, phone].filter { !$0.isEmpty }.joined(separator: ", "))
        case .dice(let emoji, let value): StyledText(text: "[\(emoji) \(value)]")
        case .poll(let question):
            StyledText(before: message.text.isEmpty ? "[poll: \(question)]" : "[poll: \(question)] ", message)
        case .unsupported(let name): StyledText(before: message.text.isEmpty ? "[\(name)]" : "[\(name)] ", message)
        }
    }

    /// A page that shows the place. https://wiki.openstreetmap.org/wiki/Browsing#Sharing_a_link_to_the_map
    private static func map(_ latitude: Double, _ longitude: Double) -> String {
        "https://www.openstreetmap.org/?mlat=\(latitude)&mlon=\(longitude)#map=16/\(latitude)/\(longitude)"
    }
}

extension Inbound.Writer {
    /// Nil for whoever is not staff: the bot itself, other bots, channels.
    init?(_ message: Telegram.Message, botID: Int64) {
        switch message.author(botID: botID) {
        case .member(let user) where !user.isBot: self = .member(id: user.id, name: user.name)
        case .anonymousAdministrator(let title): self = .team(title: title)
        case .member, .ownBot, .channel: return nil
        }
    }
}
