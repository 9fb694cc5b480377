public import Domain

extension Transaction {
    /// Emoji that one person may show on one post; Telegram allows three at most.
    private static let mostPerPerson = 10

    /// What somebody shows on a post from now on. One whose message is not known yet is kept until it is.
    public func react(with emoji: [String], to post: Int64, in chat: Int64, by who: Int64, now: Timestamp) throws {
        try connection.execute(
            "DELETE FROM reactions WHERE chat_id = ? AND post_id = ? AND who = ?", chat, post, who)
        for each in emoji.prefix(Self.mostPerPerson) {
            try connection.execute(
                "INSERT INTO reactions (chat_id, post_id, who, emoji, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                chat, post, who, each, now)
        }
        if try read.message(ofPost: post, in: chat) == nil {
            try connection.execute(
                "UPDATE reactions SET is_stray = 1 WHERE chat_id = ? AND post_id = ?", chat, post)
        }
        try recount(post, in: chat)
    }

    /// Counts what was shown on a post before it was known which message it is.
    func recountReactions(_ post: Int64, in chat: Int64) throws {
        let isAny =
            try connection.first("SELECT 1 FROM reactions WHERE chat_id = ? AND post_id = ? LIMIT 1", chat, post) { _ in
                true
            } ?? false
        guard isAny else { return }
        try connection.execute("UPDATE reactions SET is_stray = 0 WHERE chat_id = ? AND post_id = ?", chat, post)
        try recount(post, in: chat)
    }

    /// A post that shows several messages counts for the last of them, as a reply to it does.
    private func recount(_ post: Int64, in chat: Int64) throws {
        let messages = try connection.all(
            "SELECT ticket_id, message_id FROM telegram_posts WHERE chat_id = ? AND post_id = ?", chat, post
        ) { row in (ticket: try row[0] as TicketID, id: try row[1] as MessageID) }
        for (ticket, id) in messages {
            let changes = connection.totalChanges
            try connection.execute(
                """
                UPDATE messages SET reactions = new.list FROM (
                    SELECT nullif(json_group_array(json_object('emoji', emoji, 'count', count)), '[]') AS list FROM (
                        SELECT r.emoji AS emoji, count(DISTINCT r.who) AS count
                        FROM telegram_posts p JOIN reactions r ON r.chat_id = p.chat_id AND r.post_id = p.post_id
                        WHERE p.ticket_id = ?1 AND p.message_id = ?2 AND p.message_id = (SELECT max(q.message_id)
                            FROM telegram_posts q WHERE q.chat_id = p.chat_id AND q.post_id = p.post_id)
                        GROUP BY r.emoji ORDER BY 2 DESC, 1)) AS new
                WHERE ticket_id = ?1 AND id = ?2 AND reactions IS NOT new.list
                """, ticket, id)
            guard connection.totalChanges > changes, let user = try read.ticket(ticket)?.user else { continue }
            try recordMessageUpdate(id, in: ticket, user: user)
        }
    }

    /// Removes reactions from before `time` to posts that are no messages. Returns how many went.
    public func removeStrayReactions(before time: Timestamp, limit: Int) throws -> Int {
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM reactions WHERE (chat_id, post_id, who, emoji) IN (
                SELECT chat_id, post_id, who, emoji FROM reactions WHERE is_stray AND created_at < ? LIMIT ?)
            """, time, limit)
        return Int(connection.totalChanges - changes)
    }
}
