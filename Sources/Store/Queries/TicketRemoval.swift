import Domain

/// What the removal of tickets comes to.
struct TicketRemoval {
    private(set) var removed = RemovedData()
    /// Contents of files that may not be needed any more.
    private(set) var blobs: Set<Int64> = []

    /// Notes files that are removed.
    mutating func note(_ contents: [Int64?]) {
        removed.files += contents.count
        blobs.formUnion(contents.compactMap(\.self))
    }

    fileprivate mutating func note(messages: Int, notes: Int) {
        removed.tickets += 1
        removed.messages += messages
        removed.notes += notes
    }
}

extension Transaction {
    /// Removes a ticket and all that belongs to it. What stands elsewhere, in the group and in the search, is noted to be
    /// removed there. Of its events the numbers stay, which say nothing.
    func remove(_ ticket: TicketID, _ removal: inout TicketRemoval, now: Timestamp) throws {
        try forgetInGroup(ticket, now: now)
        let notes = try forgetInSearch(ticket)
        removal.note(messages: notes.messages, notes: notes.notes)
        try removal.note(
            connection.all("SELECT blob_id FROM attachments WHERE ticket_id = ?", ticket) { try $0[0] as Int64? })
        try removeDeliveries(of: ticket)
        try connection.execute("DELETE FROM mails WHERE ticket_id = ?", ticket)
        try connection.execute("DELETE FROM mail_inbox WHERE ticket_id = ?", ticket)
        try connection.execute("DELETE FROM attachments WHERE ticket_id = ?", ticket)
        try connection.execute("DELETE FROM messages WHERE ticket_id = ?", ticket)
        try connection.execute("DELETE FROM notes WHERE ticket_id = ?", ticket)
        try connection.execute("UPDATE users SET chat_ticket_id = NULL WHERE chat_ticket_id = ?", ticket)
        try connection.execute("DELETE FROM tickets WHERE id = ?", ticket)
        try recordForStaff(.user, ticket: ticket, .erased)
    }

    /// What Telegram was to be told is told no more. What waits of the same networks may go in its place.
    private func removeDeliveries(of ticket: TicketID) throws {
        let networks = try connection.all(
            "SELECT DISTINCT network FROM deliveries WHERE parked IN (0, 1, 2) AND ticket_id = ? AND network IS NOT NULL",
            ticket
        ) { try $0[0] as Int64 }
        try connection.execute("DELETE FROM deliveries WHERE parked IN (0, 1, 2) AND ticket_id = ?", ticket)
        try connection.execute("DELETE FROM undelivered WHERE ticket_id = ?", ticket)
        backlog.left()
        for network in networks { try unparkNext(of: network) }
    }

    /// Forgets what is known of the ticket's topics, and notes what is to be deleted there.
    private func forgetInGroup(_ ticket: TicketID, now: Timestamp) throws {
        try connection.execute(
            """
            INSERT INTO erased_posts (chat_id, post_id, ticket_id)
            SELECT chat_id, post_id, ticket_id FROM telegram_posts WHERE ticket_id = ?1
            UNION SELECT chat_id, card_post_id, ticket_id FROM topics WHERE ticket_id = ?1 AND card_post_id IS NOT NULL
            ON CONFLICT DO NOTHING
            """, ticket)
        let topics = try connection.all(
            """
            SELECT chat_id, thread_id FROM topics WHERE ticket_id = ?1
            UNION SELECT chat_id, thread_id FROM former_topics WHERE ticket_id = ?1
            """, ticket
        ) { row in (chat: try row[0] as Int64, thread: try row[1] as Int64) }
        for topic in topics {
            try addErasedTopic(topic.thread, in: topic.chat, of: ticket, now: now)
            // What is still to be understood is removed once it is.
            try connection.execute(
                "DELETE FROM telegram_updates WHERE thread_id = ? AND handled_at IS NOT NULL", topic.thread)
        }
        try connection.execute(
            """
            DELETE FROM reactions WHERE (chat_id, post_id) IN (
                SELECT chat_id, post_id FROM erased_posts WHERE ticket_id = ?)
            """, ticket)
        try connection.execute("DELETE FROM unsent_posts WHERE ticket_id = ?", ticket)
        try connection.execute("DELETE FROM early_edits WHERE ticket_id = ?", ticket)
        try connection.execute("DELETE FROM telegram_posts WHERE ticket_id = ?", ticket)
        try connection.execute("DELETE FROM albums WHERE ticket_id = ?", ticket)
        try connection.execute("DELETE FROM placeholders WHERE ticket_id = ?", ticket)
        try connection.execute("DELETE FROM stray_topics WHERE ticket_id = ?", ticket)
        try connection.execute("DELETE FROM former_topics WHERE ticket_id = ?", ticket)
        try connection.execute("DELETE FROM topics WHERE ticket_id = ?", ticket)
    }
}
