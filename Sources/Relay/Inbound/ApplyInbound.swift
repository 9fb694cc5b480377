@_spi(Channel) import Desk
import Domain
import Store
import Words

/// What is needed to carry out what staff did in Telegram.
struct InboundContext {
    let group: Int64
    /// The bot's user name; nil while it is unknown.
    var bot: String?
    var words = TeamWords.english
    var contacts = Contacts.shown
    var links: BringLinks?
    let now: Timestamp
}

extension Transaction {
    /// Carries out what somebody did in Telegram.
    func apply(_ inbound: Inbound, _ context: InboundContext) throws {
        switch inbound {
        case .posted(let post): try take(post, context)
        case .edited(let post): try takeEdit(post, context)
        case .refused(let refusal, let thread): try tell(of: refusal, in: thread, context)
        case .topicClosed(let isClosed, let thread, let writer):
            try follow(isClosed: isClosed, thread, by: writer, context)
        case .reaction(let post, let who, let emoji):
            try react(with: emoji, to: post, in: context.group, by: who, now: context.now)
        case .topicMade(let thread, let name):
            try adopt(thread, name: name, group: context.group, now: context.now)
        case .signIn(let user, let name): try requestSignIn(telegramUser: user, name: name, now: context.now)
        case .unreadable(_, let thread, let album):
            guard let thread else { return }
            try tell(context.words.unreadable, in: thread, context)
            if let album { try withhold(album, in: thread, context) }
        case .moved, .nothing: break
        }
    }

    private func tell(_ line: String, in thread: Int64, _ context: InboundContext) throws {
        guard let ticket = try read.ticket(ofTopicEver: thread, in: context.group) else { return }
        try enqueueNotice(line, ticket: ticket)
    }

    private func tell(of refusal: Inbound.Refusal, in thread: Int64, _ context: InboundContext) throws {
        let words = context.words
        let line =
            switch refusal {
            case .channel(let title): words.wroteAsChannel(words.claimed(title))
            case .anonymous: words.wroteAnonymously
            }
        try tell(line, in: thread, context)
    }

    /// Closes or reopens the ticket whose topic a person has closed or reopened.
    private func follow(
        isClosed: Bool, _ thread: Int64, by writer: Inbound.Writer, _ context: InboundContext
    ) throws {
        guard let ticket = try read.ticket(ofTopic: thread, in: context.group) else { return }
        try showedClosed(isClosed, ticket: ticket)
        let found = try read.existing(ticket)
        // An archived ticket counts as closed already.
        guard found.status.isClosed != isClosed else { return }
        try setStatus(isClosed ? .closed : .open, of: found, now: context.now)
        try audit(
            isClosed ? .ticketClosed : .ticketReopened, of: .ticket(ticket), by: actor(writer, now: context.now),
            now: context.now)
    }

    /// Handles a topic that one of the program's bots has created. If the answer to that call was lost, this becomes
    /// the ticket's topic; otherwise another one would be created. If there is another one already, this topic is
    /// closed, and what staff write in it is still taken in.
    private func adopt(_ thread: Int64, name: String, group: Int64, now: Timestamp) throws {
        guard let id = VisitorCard.ticket(inTopicName: name), try !read.isKnownTopic(thread, in: group) else { return }
        guard try read.ticket(id) != nil else {
            // Made while its ticket was removed, by a call whose answer was lost.
            if try read.wasRemoved(id) { try addErasedTopic(thread, in: group, of: id, now: now) }
            return
        }
        guard try read.topic(of: id, in: group) == nil else { return try addStrayTopic(thread, in: group, of: id) }
        try setTopic(of: id, chat: group, thread: thread, name: name, isStale: true, now: now)
    }

    func author(_ writer: Inbound.Writer, now: Timestamp) throws -> (AgentID?, String?) {
        switch writer {
        case .member(let id, let name):
            let agent = try agent(telegramUser: id, name: name, now: now)
            return (agent.id, agent.name)
        case .team(let title): return (nil, title)
        }
    }

    /// The same for the audit log.
    func actor(_ writer: Inbound.Writer, now: Timestamp) throws -> StaffActor {
        switch writer {
        case .member(let id, let name):
            StaffActor(.agent(try agent(telegramUser: id, name: name, now: now)), on: .telegram)
        case .team(let title): StaffActor(.group(name: title ?? ""), on: .telegram)
        }
    }

    /// Tells the staff that the visitor will not see a file.
    func complain(of file: TelegramFile, _ id: AttachmentID, ticket: TicketID, _ context: InboundContext) throws {
        guard let failure = file.failure.map(FileFailure.init(stored:)) else { return }
        let name = file.name ?? context.words.kind(file.kind)
        try enqueueNotice(
            context.words.notCarried(name, failure: failure, link: context.links?.link(to: id)), ticket: ticket)
    }
}
