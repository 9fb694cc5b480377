import Domain
import Store
import Telegram
import Words

/// A topic in which staff write and which one of the program's bots created, or may have created. If no
/// ticket has it, an older copy of the database was restored. What staff write there reaches nobody, so it
/// is stored, or at least reported.
struct LostTopic {
    let thread: Int64
    /// Nil if Telegram does not send it.
    let name: String?

    /// False if it is not known: a post that replies to a colleague's does not tell who created its topic.
    let isOurs: Bool

    init?(_ update: Update, _ inbound: Inbound, bots: Set<Int64>) {
        guard case .posted(let post) = inbound, post.kindsUnknown.count < post.parts.count,
            case .message(let message) = update.event, let thread = message.topicID
        else {
            return nil
        }
        isOurs = message.repliedAuthorID.map(bots.contains) ?? false
        guard isOurs || message.realReply != nil || message.repliedAuthorID == nil else { return nil }
        self.thread = thread
        name = message.topicName?.prefix(scalars: User.longestName)
    }
}

extension Transaction {
    /// Makes a ticket for a topic without one, so that what is written there is in the panel, and says so in
    /// the topic. If it is not known whether the topic was a conversation's, General is told of it, provided
    /// that a copy was restored at all, and the updates are kept until it is known.
    ///
    /// - Parameter updates: Those that came from the topic, claimed by this transaction.
    /// - Returns: Whether they are handled once more, after what was kept of their topic before them.
    func adopt(_ topic: LostTopic, of updates: [StoredUpdate], _ context: InboundContext) throws -> Bool {
        let (group, now) = (context.group, context.now)
        guard try read.ticket(ofTopicEver: topic.thread, in: group) == nil,
            try !read.isErasedTopic(topic.thread, in: group)
        else { return false }
        guard topic.isOurs else {
            guard try read.hasLostHistory() else { return false }
            try addUnknownTopic(topic.thread, in: group)
            for update in updates { try keep(update, ofUnknownTopic: topic.thread) }
            return false
        }
        let subject = topic.name ?? context.words.topic(topic.thread)
        let ticket = try openTicket(for: makeUser(now: now), subject: subject, clientID: nil, now: now)
        try setTopic(of: ticket, chat: group, thread: topic.thread, isStale: true, now: now)
        // No card is posted: it would suggest that a visitor reads along.
        try setCard(of: ticket, post: topic.thread)
        try enqueueNotice(context.words.lostTopic, ticket: ticket)
        guard try releaseUpdates(ofUnknownTopic: topic.thread) else { return false }
        for update in updates { try keep(update, ofUnknownTopic: topic.thread) }
        return try releaseUpdates(ofUnknownTopic: topic.thread)
    }
}
