import Domain
import Store
import Words

/// What the verbs that take a visitor's message in need to know, so that nobody is left without a word.
struct AwayReplies: Sendable {
    let times: OpeningTimes
    let reply: AwayReply

    /// Whether nobody has been there from one moment to the other.
    fileprivate func isSameSilence(_ earlier: Timestamp?, _ now: Timestamp) -> Bool {
        guard let earlier else { return false }
        return times.workingTime(from: earlier, to: now) == .zero
    }
}

extension AwayReply {
    /// What stands above one of the texts, in its language.
    fileprivate func name(of text: MessageText) -> String {
        let isRussian = text == (try? MessageText(russian))
        return (isRussian ? TeamWords.russian : .english).automaticReply
    }
}

extension Desk {
    /// Nil while the team is there, or its hours are off.
    func awayReplies(at now: Timestamp) -> AwayReplies? {
        guard let reading = readHours(), let times = reading.times, !times.isOpen(at: now) else { return nil }
        return AwayReplies(times: times, reply: reading.hours.reply)
    }
}

extension Transaction {
    /// Answers a visitor's message that came while nobody was there, once until somebody is there again. It answers no
    /// question, so the ticket goes on waiting. If an agent has answered meanwhile, somebody is there after all.
    ///
    /// - Returns: The ticket with the reply; nil if there is none.
    func replyAway(_ away: AwayReplies?, in ticket: Ticket, isMirrored: Bool, from network: Int64?, now: Timestamp)
        throws -> Ticket?
    {
        guard let away else { return nil }
        let heard = try read.lastHeard(in: ticket.id)
        guard !away.isSameSilence(heard.awayToldAt, now), !away.isSameSilence(heard.answeredAt, now),
            let text = away.reply.text(for: try read.visitorContext(of: ticket.user)?.locale)
        else { return nil }
        try noteAwayReply(in: ticket.id, now: now)
        let posted = try post(
            MessageDraft(author: .bot, text: text, authorName: away.reply.name(of: text)), in: ticket, now: now)
        if isMirrored { try enqueueDelivery(of: posted.message, by: posted.ticket.user, from: network) }
        return posted.ticket
    }
}
