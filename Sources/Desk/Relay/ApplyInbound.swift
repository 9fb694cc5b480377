import Domain
import Store

extension Transaction {
    /// Does what a member of staff did in Telegram.
    func apply(_ inbound: Inbound, group: Int64, now: Timestamp) throws {
        switch inbound {
        case .answer(let thread, let post, let writer, let text, let replyTo):
            // A topic that mirrors nothing is the staff's own business.
            guard let ticket = try read.ticket(ofTopic: thread, in: group) else { return }
            let (agent, name) = try author(writer, now: now)
            let target = try replyTo.flatMap { try read.message(ofPost: $0, in: group) }
            let (plain, spans) = try text.message()
            let draft = MessageDraft(
                author: .agent, text: plain, authorName: name, agent: agent,
                replyTo: target?.ticket == ticket ? target?.message : nil, spans: spans)
            let posted = try self.post(draft, ticket: ticket, now: now)
            try recordPost(post, in: group, of: posted.message.id, ticket: ticket)
        case .command(let command, let thread, let writer, let replyTo):
            guard let ticket = try read.ticket(ofTopic: thread, in: group) else { return }
            let (agent, name) = try author(writer, now: now)
            let target = try replyTo.flatMap { try read.message(ofPost: $0, in: group) }
            try obey(
                command, in: try read.existing(ticket), by: agent, named: name,
                replyTo: target?.ticket == ticket ? target?.message : nil, now: now)
        case .topicClosed(let isClosed, let thread):
            guard let ticket = try read.ticket(ofTopic: thread, in: group) else { return }
            try showedClosed(isClosed, ticket: ticket)
            let found = try read.existing(ticket)
            // An archived one is closed already.
            guard found.status.isClosed != isClosed else { return }
            try setStatus(isClosed ? .closed : .open, of: found, now: now)
        case .edit(let post, let text):
            guard let (ticket, id) = try read.message(ofPost: post, in: group),
                let message = try read.message(id, in: ticket), message.author == .agent
            else { return }
            let (plain, spans) = try text.message()
            // Telegram reports an edit also when only a reaction or a link preview has changed.
            guard plain.text != message.text || spans != message.spans, !message.isDeleted else { return }
            try edit(message, user: try read.existing(ticket).user, text: plain, spans: spans, now: now)
        case .reaction(let post, let who, let emoji):
            try react(with: emoji, to: post, in: group, by: who, now: now)
        case .topicMade(let thread, let name): try adopt(thread, name: name, group: group, now: now)
        case .moved, .nothing: break
        }
    }

    /// Takes a topic for its ticket's whose making nobody heard the answer of: without this it would be made twice.
    private func adopt(_ thread: Int64, name: String, group: Int64, now: Timestamp) throws {
        guard let id = VisitorCard.ticket(inTopicName: name), try read.ticket(id) != nil,
            try read.topic(of: id, in: group) == nil
        else { return }
        try setTopic(of: id, chat: group, thread: thread, now: now)
    }

    private func author(_ writer: Inbound.Writer, now: Timestamp) throws -> (AgentID?, String?) {
        switch writer {
        case .member(let id, let name): (try agent(telegramUser: id, name: name, now: now).id, name)
        case .team(let title): (nil, title)
        }
    }
}
