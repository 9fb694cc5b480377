import Domain
import Store

extension Transaction {
    /// Does what a member of staff commanded in a ticket's topic, and says so there.
    func obey(
        _ command: TopicCommand, in ticket: Ticket, by agent: AgentID?, named name: String?,
        replyTo: MessageID?, now: Timestamp
    ) throws {
        let who = name ?? "The team"
        let answer: String?
        switch command {
        case .close:
            if !ticket.status.isClosed { try setStatus(.closed, of: ticket, now: now) }
            answer = "Closed by \(who). A new message of the visitor opens it again."
        case .reopen:
            try setStatus(.open, of: ticket, now: now)
            answer = "Opened again by \(who)."
        case .note(let text):
            try addNote(text, ticket: ticket.id, agent: agent, authorName: name, now: now)
            answer = nil  // the line itself stands in the topic
        case .info:
            answer = try card(of: ticket)
        case .ban:
            try setBanned(true, user: ticket.user, now: now)
            answer = "Banned by \(who): no more messages of this visitor are taken. /unban takes it back."
        case .unban:
            try setBanned(false, user: ticket.user, now: now)
            answer = "Messages of this visitor are taken again."
        case .take:
            try assign(ticket.id, to: agent)
            answer = agent == nil ? "Only a person can take a conversation, not the group." : "\(who) takes this one."
        case .name(let name):
            let name = String(name.prefix(User.longestName))
            try setName(name, of: ticket.user)
            answer = "The visitor's name is now \(name)."
        case .delete:
            answer = try takeBack(replyTo, in: ticket, now: now)
        case .help:
            answer = Self.help
        case .unknown(let verb):
            answer = "\(verb) is no command, and was not sent to the visitor. /help shows those there are."
        case .incomplete(let usage):
            answer = "Nothing was sent to the visitor. It is used like this: \(usage)."
        }
        if let answer { try enqueueNotice(answer, ticket: ticket.id) }
    }

    private func takeBack(_ id: MessageID?, in ticket: Ticket, now: Timestamp) throws -> String {
        guard let id, let message = try read.message(id, in: ticket.id), message.author == .agent else {
            return "Nothing was deleted: send /delete as a reply to a message of yours."
        }
        if !message.isDeleted { try delete(message, user: ticket.user, now: now) }
        return "The visitor sees that message no more."
    }

    private static var help: String {
        let lines = TopicCommand.menu.map { "/\($0.name) – \($0.description)" }
        return (["What you write here is shown to the visitor, except for these commands:"] + lines)
            .joined(separator: "\n")
    }

    private func card(of ticket: Ticket) throws -> String {
        guard let user = try read.user(ticket.user) else { throw DeskError.notFound }
        let card = VisitorCard(
            ticket: ticket.id, user: user,
            context: try read.visitorContext(of: user.id) ?? VisitorContext(), openedAt: ticket.createdAt,
            earlier: try read.history(of: ticket.id, before: nil, limit: DeliveryTask.digestLength).messages)
        return card.text(digestTitle: "The last messages:")
    }
}
