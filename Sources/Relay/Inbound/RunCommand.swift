@_spi(Channel) import Desk
import Domain
import Store
import Words

extension Transaction {
    /// Carries out a command of a member of staff in a ticket's topic, and answers there.
    func run(
        _ command: TopicCommand, in id: TicketID, as post: StaffPost, _ context: InboundContext
    ) throws {
        let (words, now) = (context.words, context.now)
        let ticket = try read.existing(id)
        let (agent, name) = try author(post.writer, now: now)
        let who = name ?? words.team
        let audit = { [self] (action: AuditAction, detail: String?) in
            try self.audit(
                action, of: .ticket(id), detail: detail, by: actor(post.writer, now: now), now: now)
        }
        var answers: [String] = []
        switch command {
        case .close:
            if !ticket.status.isClosed {
                try setStatus(.closed, of: ticket, now: now)
                try audit(.ticketClosed, nil)
            }
            answers = [words.closed(who), words.opensAgain]
        case .reopen:
            if ticket.status != .open { try audit(.ticketReopened, nil) }
            try setStatus(.open, of: ticket, now: now)
            answers = [words.reopened(who)]
        case .note(let text):
            // The text of the note stands in the topic already.
            if post.files > 0 { answers = [words.filesStayHere(post.files)] }
            let link = WaitingBoard.link(to: post.thread, in: context.group).map { "\($0)/\(post.parts[0].post)" }
            let whole = post.files > 0 ? text + "\n" + words.filesOfNote(post.files, link) : text
            try addNote(whole, ticket: id, agent: agent, authorName: name, now: now)
        case .info:
            let earlier = try read.history(of: id, before: nil, limit: DeliveryTask.digestLength).messages
            let card = try VisitorCard(of: ticket, read, words, context.contacts, earlier: earlier)
            answers = [card.text(digestTitle: words.lastMessages).text]
        case .ban:
            if try read.card(of: ticket.user)?.isBanned != true { try audit(.userBanned, nil) }
            try setBanned(true, user: ticket.user, now: now)
            answers = [words.banned(who)]
        case .unban:
            let parked = try read.parkedMessages(of: ticket.id)
            if try read.card(of: ticket.user)?.isBanned == true { try audit(.userUnbanned, nil) }
            try setBanned(false, user: ticket.user, now: now)
            answers = [words.unbanned] + (parked == 0 ? [] : [words.parkedBefore(parked)])
        case .take:
            try assign(id, to: agent)
            if ticket.assignee != agent {
                try audit(agent == nil ? .ticketUnassigned : .ticketAssigned, agent.flatMap { _ in name })
            }
            answers = [agent == nil ? words.onlyPeopleTake : words.takes(who)]
        case .name(let name):
            let name = name.inOneLine.prefix(scalars: User.longestName)
            guard !name.isEmpty else {
                answers = [words.incompleteCommand(command.verb)]
                break
            }
            try setName(name, of: ticket.user)
            try audit(.userRenamed, nil)
            answers = [words.renamed(name)]
        case .delete:
            let isTakenBack = try takeBack(post.replyTo, in: ticket, context)
            if isTakenBack { try audit(.messageTakenBack, nil) }
            answers = [isTakenBack ? words.takenBack : words.nothingTakenBack]
        case .hours(let text): answers = [try runHours(text, by: agent, as: post, context)]
        case .help:
            answers = [([words.help] + words.menu.map { "/\($0.name) – \($0.description)" }).joined(separator: "\n")]
        case .unknown(let verb): answers = [words.unknownCommand(verb)]
        case .incomplete(let verb): answers = [words.incompleteCommand(verb)]
        case .foreign(let bot): answers = [words.foreignCommand(bot)]
        case .unclear(let verb): answers = [words.unclearCommand(verb)]
        }
        if case .note = command {
        } else if post.files > 0 {
            answers.append(words.filesNotSent(post.files))
        }
        if !answers.isEmpty { try enqueueNotice(answers.joined(separator: " "), ticket: id) }
    }

    /// Returns whether the visitor sees nothing of the post, even if they never did.
    private func takeBack(_ post: Int64?, in ticket: Ticket, _ context: InboundContext) throws -> Bool {
        guard let post else { return false }
        guard let (place, id) = try read.message(ofPost: post, in: context.group) else {
            return try read.unsentText(ofPost: post, in: context.group) != nil
        }
        guard place == ticket.id, let message = try read.message(id, in: place), message.author == .agent else {
            return false
        }
        if !message.isDeleted { try takeBack(message, user: ticket.user, context) }
        return true
    }
}
