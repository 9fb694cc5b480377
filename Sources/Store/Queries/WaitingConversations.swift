public import Domain

/// A conversation of which something waits for Telegram, and what decides whose turn is next.
public struct WaitingConversation: Sendable, Equatable {
    public let ticket: TicketID
    /// The oldest delivery: grows with time.
    public let first: Int64
    /// Deliveries that wait.
    public let lines: Int
    /// Where the oldest line came from; nil for what no visitor wrote.
    public let network: Int64?
    public let topic: TopicProgress
    /// Whether the staff have written there lately.
    public let isAnswered: Bool
    public let isBanned: Bool

    /// How far the topic is.
    public enum TopicProgress: Sendable, Equatable {
        case missing
        /// Without the card.
        case made
        case ready
    }

    public init(
        ticket: TicketID, first: Int64, lines: Int = 1, network: Int64? = nil, topic: TopicProgress,
        isAnswered: Bool = false, isBanned: Bool = false
    ) {
        self.ticket = ticket
        self.first = first
        self.lines = lines
        self.network = network
        self.topic = topic
        self.isAnswered = isAnswered
        self.isBanned = isBanned
    }
}

extension Reader {
    /// All conversations of which something goes. Found by an index in the order of conversations, so that none can
    /// hide behind another's lines; the quotas of networks bound how many there are.
    ///
    /// - Parameters:
    ///   - share: only those tickets whose number leaves `index` when divided by `count`.
    ///   - answeredSince: what counts as an answer of late.
    public func waitingConversations(
        in chat: Int64, share: (index: Int, count: Int) = (0, 1), answeredSince: Timestamp
    ) throws -> [WaitingConversation] {
        try connection.all(
            """
            SELECT w.ticket_id, w.first, w.lines, w.network, t.card_post_id IS NOT NULL, t.thread_id IS NOT NULL,
                coalesce(k.answered_at >= ?, 0), u.banned_at IS NOT NULL
            FROM (SELECT ticket_id, min(id) AS first, count(*) AS lines, network
                    FROM deliveries INDEXED BY deliveries_by_ticket
                    WHERE parked = 0 AND ticket_id % ? = ? GROUP BY ticket_id) w
                LEFT JOIN topics t ON t.ticket_id = w.ticket_id AND t.chat_id = ?
                LEFT JOIN tickets k ON k.id = w.ticket_id LEFT JOIN users u ON u.id = k.user_id
            """, answeredSince, share.count, share.index, chat
        ) { row in
            let (isReady, isMade) = (try row[4] as Bool, try row[5] as Bool)
            return WaitingConversation(
                ticket: try row[0], first: try row[1], lines: try row[2], network: try row[3],
                topic: isReady ? .ready : isMade ? .made : .missing, isAnswered: try row[6], isBanned: try row[7])
        }
    }
}
