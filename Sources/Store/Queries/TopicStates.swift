public import Domain

extension Reader {
    /// Which of a ticket's messages from `first` to `last` its topic shows, and which could not be told to Telegram.
    /// Nothing is said of the others.
    public func topicStates(
        of ticket: TicketID, from first: MessageID, to last: MessageID
    ) throws -> [MessageID: TopicState] {
        let shown = try connection.all(
            "SELECT DISTINCT message_id FROM telegram_posts WHERE ticket_id = ? AND message_id BETWEEN ? AND ?", ticket,
            first, last
        ) { try $0[0] as MessageID }
        let failed = try connection.all(
            "SELECT message_id FROM undelivered WHERE ticket_id = ? AND message_id BETWEEN ? AND ?", ticket, first, last
        ) { try $0[0] as MessageID }
        var states = Dictionary(shown.map { ($0, TopicState.shown) }) { first, _ in first }
        for message in failed { states[message] = .failed }
        return states
    }
}
