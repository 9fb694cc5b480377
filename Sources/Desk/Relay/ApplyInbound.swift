import Domain
import Store

extension Transaction {
    /// Does what a member of staff did in Telegram.
    func apply(_ inbound: Inbound, group: Int64, links: BringLinks?, now: Timestamp) throws {
        switch inbound {
        case .answer(let thread, let post, let writer, let text, let file, let replyTo):
            // A topic that mirrors nothing is the staff's own business.
            guard let ticket = try read.ticket(ofTopicEver: thread, in: group) else { return }
            if let file, let album = file.album, let message = try read.message(ofAlbum: album, in: ticket) {
                return try add(file, text, of: post, to: message, in: ticket, group: group, links: links, now: now)
            }
            let (agent, name) = try author(writer, now: now)
            let target = try replyTo.flatMap { try read.message(ofPost: $0, in: group) }
            let (plain, spans) = try takeEarlyEdit(of: post, in: group) ?? text.message(mayBeBlank: file != nil)
            var draft = MessageDraft(
                author: .agent, text: plain, authorName: name, agent: agent,
                replyTo: target?.ticket == ticket ? target?.message : nil, spans: spans)
            if let file {
                let user = try read.existing(ticket).user
                let id = try announce(file.file, of: post, album: file.album, user: user, now: now)
                draft.attachments = [id]
            }
            let posted = try self.post(draft, ticket: ticket, now: now)
            try recordPost(post, in: group, of: posted.message.id, ticket: ticket)
            if let file, let id = draft.attachments.first { try complain(of: file.file, id, ticket: ticket, links) }
        case .placeholder(let kind, let answer):
            try apply(answer, group: group, links: links, now: now)
            guard case .answer(let thread, _, _, let text, _, _) = answer,
                let ticket = try read.ticket(ofTopicEver: thread, in: group),
                try isFirstPlaceholder(of: kind, ticket: ticket)
            else { return }
            let name = kind.replacing("_", with: " ")
            try enqueueNotice(
                "⚠️ Visitors can't see a \(name): this one reads “\(text.text)”. Best say it in words.", ticket: ticket)
        case .command(let command, let thread, let writer, let replyTo):
            guard let ticket = try read.ticket(ofTopicEver: thread, in: group) else { return }
            let (agent, name) = try author(writer, now: now)
            let target = try replyTo.flatMap { try read.message(ofPost: $0, in: group) }
            try obey(
                command, in: try read.existing(ticket), by: agent, named: name,
                replyTo: target?.ticket == ticket ? target?.message : nil, now: now)
        case .topicClosed(let isClosed, let thread):
            guard let ticket = try read.ticket(ofTopic: thread, in: group) else { return }
            try showedClosed(isClosed, ticket: ticket)
            try setStatus(isClosed ? .closed : .open, of: try read.existing(ticket))
        case .edit(let post, let text, let file):
            let (plain, spans) = try text.message(mayBeBlank: file != nil)
            guard let (ticket, id) = try read.message(ofPost: post, in: group) else {
                return try keepEarlyEdit(of: post, in: group, text: plain, spans: spans, now: now)
            }
            guard let message = try read.message(id, in: ticket), message.author == .agent, !message.isDeleted else {
                return
            }
            let user = try read.existing(ticket).user
            // Telegram reports an edit also when only a reaction or a link preview has changed; and of an album, the
            // parts without the caption too.
            let isCaption = file?.album == nil || !plain.text.isEmpty
            if isCaption, plain.text != message.text || spans != message.spans {
                try edit(message, user: user, text: plain, spans: spans, now: now)
            }
            if let file = file?.file, try read.uniqueID(ofFileIn: post, message: id, ticket: ticket) != file.uniqueID {
                let new = try replaceFile(of: post, by: file, in: id, ticket: ticket, user: user, now: now)
                try complain(of: file, new, ticket: ticket, links)
            }
        case .reaction(let post, let who, let emoji):
            try react(with: emoji, to: post, in: group, by: who, now: now)
        case .topicMade(let thread, let name): try adopt(thread, name: name, group: group, now: now)
        case .signIn(let user, let name): try requestSignIn(telegramUser: user, name: name, now: now)
        case .moved, .nothing: break
        }
    }

    /// Another part of an album that the visitor sees as one message.
    private func add(
        _ file: PostedFile, _ caption: StyledText, of post: Int64, to id: MessageID, in ticket: TicketID, group: Int64,
        links: BringLinks?, now: Timestamp
    ) throws {
        guard let message = try read.message(id, in: ticket), !message.isDeleted else { return }
        let user = try read.existing(ticket).user
        try recordPost(post, in: group, of: id, ticket: ticket)
        if message.text.isEmpty {
            let (text, spans) = try caption.message(mayBeBlank: true)
            try setText(text, spans: spans, of: message)
        }
        let new = try add(file.file, of: post, album: file.album, to: id, in: ticket, user: user, now: now)
        try complain(of: file.file, new, ticket: ticket, links)
    }

    /// Tells the staff that the visitor will not see a file.
    private func complain(of file: TelegramFile, _ id: AttachmentID, ticket: TicketID, _ links: BringLinks?) throws {
        guard let reason = file.failure else { return }
        try enqueueNotice(
            FileNotice.notCarried(file.name, kind: file.kind, reason: reason, link: links?.link(to: id)),
            ticket: ticket)
    }

    /// Takes a topic for its ticket's whose making nobody heard the answer of: without this it would be made twice.
    private func adopt(_ thread: Int64, name: String, group: Int64, now: Timestamp) throws {
        guard let id = VisitorCard.ticket(inTopicName: name), try read.ticket(id) != nil,
            try read.topic(of: id, in: group) == nil
        else { return }
        try setTopic(of: id, chat: group, thread: thread, name: name, isStale: true, now: now)
    }

    private func author(_ writer: Inbound.Writer, now: Timestamp) throws -> (AgentID?, String?) {
        switch writer {
        case .member(let id, let name):
            let agent = try agent(telegramUser: id, name: name, now: now)
            return (agent.id, agent.name)
        case .team(let title): return (nil, title)
        }
    }
}
