import Domain
import Store
import Telegram
import Words

/// A topic in which staff write and that one of the program's bots made, or may have made. If no ticket has it, the database
/// is an older copy of what it was: what they write has nobody to go to, and is kept or at least said all the same.
struct LostTopic {
    let thread: Int64
    /// Nil if Telegram does not tell it.
    let name: String?

    /// A post that replies to a colleague's does not tell who made its topic.
    let isOurs: Bool

    init?(_ update: Update, _ inbound: Inbound, bots: Set<Int64>) {
        guard case .posted = inbound, case .message(let message) = update.event, let thread = message.topicID else {
            return nil
        }
        isOurs = message.repliedAuthorID.map(bots.contains) ?? false
        guard isOurs || message.realReply != nil || message.repliedAuthorID == nil else { return nil }
        self.thread = thread
        name = message.topicName?.prefix(scalars: User.longestName)
    }
}

extension Transaction {
    /// Makes a ticket of a topic that none has, so that words written there are in the panel, and says so there. Whether it is
    /// one is said in General where it is not known, if anything has been lost at all.
    func adopt(_ topic: LostTopic, _ context: InboundContext) throws {
        let (group, now) = (context.group, context.now)
        guard try read.ticket(ofTopicEver: topic.thread, in: group) == nil else { return }
        guard topic.isOurs else {
            if try read.hasLostHistory() { try addUnknownTopic(topic.thread, in: group) }
            return
        }
        let subject = topic.name ?? context.words.topic(topic.thread)
        let ticket = try openTicket(for: makeUser(now: now), subject: subject, clientID: nil, now: now)
        try setTopic(of: ticket, chat: group, thread: topic.thread, isStale: true, now: now)
        // No card: it would promise that a visitor reads along.
        try setCard(of: ticket, post: topic.thread)
        try enqueueNotice(context.words.lostTopic, ticket: ticket)
    }
}
