import Telegram

/// What an update means for the desk.
enum Inbound: Equatable, Sendable {
    /// A member of staff sent something in a topic: an answer, or a command.
    case posted(StaffPost)
    /// A member of staff edited a message of theirs.
    case edited(StaffPost)
    /// Somebody wrote in a topic who does not count as staff.
    case refused(Refusal, thread: Int64)
    /// A person closed or opened a topic.
    case topicClosed(Bool, thread: Int64, by: Writer)
    /// The emoji that somebody now shows on a post. `by` is a user, or the group itself.
    case reaction(post: Int64, by: Int64, emoji: [String])
    /// One of the program's bots has created a topic of this name.
    case topicMade(thread: Int64, name: String)
    /// Somebody, who may be anyone, asks the bot in private for a code to sign in to the panel.
    case signIn(user: Int64, name: String)
    /// The group has a new id.
    case moved(to: Int64)
    /// The update can't be decoded, for this reason. It may be a message in this topic, and part of this album.
    case unreadable(String, thread: Int64?, album: String?)
    /// Nothing that concerns the desk.
    case nothing

    /// A member of staff, as visitors see them.
    enum Writer: Equatable {
        case member(id: Int64, name: String)
        /// Somebody who writes in the group's name.
        case team(title: String?)
    }

    /// Why somebody does not count as staff.
    enum Refusal: Equatable {
        /// Somebody writes in the name of a channel, so it can't be known who it is.
        case channel(title: String)
        /// Somebody writes in the group's name, and the configuration does not allow that.
        case anonymous
    }

    /// The topic in which it happened, if its place among the messages there matters.
    var thread: Int64? {
        switch self {
        case .posted(let post), .edited(let post): post.thread
        case .refused(_, let thread), .topicClosed(_, let thread, _): thread
        case .unreadable(_, let thread, _): thread
        case .reaction, .topicMade, .signIn, .moved, .nothing: nil
        }
    }

    /// - Parameters:
    ///   - otherBots: The program's other bots in the group.
    ///   - takesAnonymous: Whether somebody who writes in the group's name counts as staff.
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

    /// Any other private message to the bot is ignored.
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
        return StaffPost(message, thread: thread, by: writer).map(Inbound.posted) ?? .nothing
    }

    private static func service(
        _ event: ServiceEvent, in message: Telegram.Message, botID: Int64, otherBots: Set<Int64>
    ) -> Inbound {
        switch event {
        case .movedTo(let group): .moved(to: group)
        case .topicClosed, .topicReopened:
            // The program's own closing of a topic comes back as an update too, and is ignored.
            if let thread = message.topicID, let writer = Writer(message, botID: botID) {
                .topicClosed(event == .topicClosed, thread: thread, by: writer)
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
    /// Nil for an author who is not staff: the bot itself, another bot, or a channel.
    init?(_ message: Telegram.Message, botID: Int64) {
        switch message.author(botID: botID) {
        case .member(let user) where !user.isBot: self = .member(id: user.id, name: user.name)
        case .anonymousAdministrator(let title): self = .team(title: title)
        case .member, .ownBot, .channel: return nil
        }
    }

    fileprivate var isTeam: Bool { if case .team = self { true } else { false } }
}
