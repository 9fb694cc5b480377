import Telegram

/// What an update means to the desk.
enum Inbound: Equatable, Sendable {
    /// A member of staff sent something in a topic: an answer, or a command.
    case posted(StaffPost)
    /// A member of staff changed one message of it.
    case edited(StaffPost)
    /// Somebody wrote in a topic whose words are not taken for the staff's.
    case refused(Refusal, thread: Int64)
    /// Telegram has something in a topic that this program does not know.
    case unknown(kind: String, thread: Int64)
    /// A person closed or opened a topic.
    case topicClosed(Bool, thread: Int64)
    /// Someone shows these emoji on a post, and no others any more. Who: a user, or the group itself.
    case reaction(post: Int64, by: Int64, emoji: [String])
    /// One of the program's bots has made a topic of this name.
    case topicMade(thread: Int64, name: String)
    /// Somebody, who may be anybody, asks the bot in private to be let into the panel.
    case signIn(user: Int64, name: String)
    /// The group has another id now.
    case moved(to: Int64)
    /// It can't be understood, for this reason; it may be a message in this topic.
    case unreadable(String, thread: Int64?)
    /// Nothing that anybody should see.
    case nothing

    /// A member of staff, as visitors see them.
    enum Writer: Equatable {
        case member(id: Int64, name: String)
        /// Someone who writes in the group's name.
        case team(title: String?)
    }

    /// Whose words are not taken for the staff's.
    enum Refusal: Equatable {
        /// Somebody of the group who writes in the name of a channel: it can't be known who.
        case channel(title: String)
        /// Somebody who writes in the group's name, where that does not count.
        case anonymous
    }

    /// The topic in which it happened, as far as its place among the lines there matters.
    var thread: Int64? {
        switch self {
        case .posted(let post), .edited(let post): post.thread
        case .refused(_, let thread), .unknown(_, let thread), .topicClosed(_, let thread): thread
        case .unreadable(_, let thread): thread
        case .reaction, .topicMade, .signIn, .moved, .nothing: nil
        }
    }

    /// - Parameters:
    ///   - otherBots: the program's further bots in the group.
    ///   - takesAnonymous: whether who writes in the group's name is staff.
    init(_ update: Update, group: Int64, botID: Int64, otherBots: Set<Int64> = [], takesAnonymous: Bool = true) {
        switch update.event {
        case .message(let message) where message.chat.kind == .private: self = Self.signIn(message)
        case .message(let message) where message.chat.id == group:
            if case .service(let event) = message.content {
                self = Self.service(event, in: message, botID: botID, otherBots: otherBots)
            } else {
                self = Self.posted(message, botID: botID, takesAnonymous: takesAnonymous)
            }
        case .editedMessage(let message) where message.chat.id == group:
            if let thread = message.topicID, let writer = Writer(message, botID: botID),
                takesAnonymous || !writer.isTeam, let post = StaffPost(message, thread: thread, by: writer)
            {
                self = .edited(post)
            } else {
                self = .nothing
            }
        case .messageReaction(let change):
            self = Self.reaction(change, group: group, takesAnonymous: takesAnonymous)
        default: self = .nothing
        }
    }

    /// Nothing else is said to the bot in private.
    private static func signIn(_ message: Telegram.Message) -> Inbound {
        guard let user = message.from, !user.isBot, user.id == message.chat.id, case .text = message.content,
            ["/signin", "/start signin"].contains(message.text.lowercased())
        else { return .nothing }
        return .signIn(user: user.id, name: user.name)
    }

    private static func posted(_ message: Telegram.Message, botID: Int64, takesAnonymous: Bool) -> Inbound {
        guard let thread = message.topicID else { return .nothing }
        guard let writer = Writer(message, botID: botID) else {
            guard case .channel(let channel) = message.author(botID: botID), message.from != nil else {
                return .nothing
            }
            return .refused(.channel(title: channel.title ?? channel.username ?? ""), thread: thread)
        }
        guard takesAnonymous || !writer.isTeam else { return .refused(.anonymous, thread: thread) }
        if case .unknown(let kind) = message.content {
            return .unknown(kind: String(kind.prefix(kindLength)), thread: thread)
        }
        return StaffPost(message, thread: thread, by: writer).map(Inbound.posted) ?? .nothing
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

    private static func reaction(_ change: ReactionChange, group: Int64, takesAnonymous: Bool) -> Inbound {
        guard change.chat.id == group else { return .nothing }
        if let user = change.user, !user.isBot {
            return .reaction(post: change.messageID, by: user.id, emoji: change.new)
        }
        guard change.actorChat?.id == group, takesAnonymous else { return .nothing }
        return .reaction(post: change.messageID, by: group, emoji: change.new)
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

    fileprivate var isTeam: Bool { if case .team = self { true } else { false } }
}
