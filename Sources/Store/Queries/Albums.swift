public import Domain

// What people see as one post in Telegram, and what of it visitors see.

/// What became of an album.
public enum AlbumFate: Sendable, Equatable {
    case shown(MessageID, TicketID)
    /// It was a note or a command, or was taken back before anybody saw it.
    case withheld
}

extension Reader {
    /// Nil for an album that is not known yet.
    public func fate(ofAlbum album: String, in chat: Int64) throws -> AlbumFate? {
        try connection.first(
            "SELECT ticket_id, message_id FROM albums WHERE chat_id = ? AND album = ?", chat, album
        ) { row in
            let ticket: TicketID = try row[0]
            return try (row[1] as MessageID?).map { .shown($0, ticket) } ?? .withheld
        }
    }

    /// What stands below each file of an album's message, in their order. Nil while that is not known: of albums from before
    /// captions were kept there is only the text of the message.
    public func captions(of message: MessageID, in ticket: TicketID) throws -> [(text: String, spans: [TextSpan])]? {
        let captions = try connection.all(
            "SELECT caption, caption_spans FROM attachments WHERE ticket_id = ? AND message_id = ? ORDER BY position, id",
            ticket, message
        ) { row in (text: try row.next() as String?, spans: try row.list([TextSpan].init(json:))) }
        let known = captions.compactMap { caption in caption.text.map { (text: $0, spans: caption.spans) } }
        return known.count == captions.count ? known : nil
    }

    /// What stands below the file that a post shows in an album's message; nil if it is no part of an album.
    public func caption(ofPost post: Int64, message: MessageID, ticket: TicketID) throws -> String? {
        try connection.first(
            "SELECT caption FROM attachments WHERE ticket_id = ? AND message_id = ? AND telegram_post_id = ?", ticket,
            message, post
        ) { try $0[0] as String? } ?? nil
    }

    /// What a post said that no visitor sees; nil for any other post.
    public func unsentText(ofPost post: Int64, in chat: Int64) throws -> String? {
        try connection.first("SELECT text FROM unsent_posts WHERE chat_id = ? AND post_id = ?", chat, post) {
            try $0[0]
        }
    }

    /// The newest posts before this one that no visitor sees, newest first.
    public func unsentPosts(
        before post: Int64, in chat: Int64, limit: Int
    ) throws -> [(text: String, createdAt: Timestamp)] {
        try connection.all(
            """
            SELECT text, created_at FROM unsent_posts WHERE chat_id = ? AND post_id < ? ORDER BY post_id DESC LIMIT ?
            """, chat, post, limit
        ) { row in (text: try row[0], createdAt: try row[1]) }
    }

    /// The posts in the group that a message was made from, or that show it.
    public func posts(of message: MessageID, ticket: TicketID, in chat: Int64) throws -> [Int64] {
        try connection.all(
            "SELECT post_id FROM telegram_posts WHERE ticket_id = ? AND message_id = ? AND chat_id = ? ORDER BY post_id",
            ticket, message, chat
        ) { try $0[0] }
    }
}

extension Transaction {
    /// - Parameter message: nil if visitors see nothing of it.
    public func setFate(
        ofAlbum album: String, in chat: Int64, ticket: TicketID, message: MessageID?, now: Timestamp
    ) throws {
        try connection.execute(
            """
            INSERT INTO albums (chat_id, album, ticket_id, message_id, created_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (chat_id, album) DO UPDATE SET
                ticket_id = excluded.ticket_id, message_id = excluded.message_id, created_at = excluded.created_at
            """,
            chat, album, ticket, message, now)
    }

    /// What stands below the file that a post shows in a message. Where nothing was known of the others, a text is the only one:
    /// it takes the place of the one that was kept for all.
    public func setCaption(
        _ text: String, _ spans: [TextSpan], of post: Int64, in message: MessageID, ticket: TicketID
    ) throws {
        if !text.isEmpty {
            try connection.execute(
                "UPDATE attachments SET caption = '' WHERE ticket_id = ? AND message_id = ? AND caption IS NULL",
                ticket, message)
        }
        try connection.execute(
            """
            UPDATE attachments SET caption = ?, caption_spans = ?
            WHERE ticket_id = ? AND message_id = ? AND telegram_post_id = ?
            """, text, stored(spans), ticket, message, post)
    }

    /// No visitor sees what this post in the ticket's topic says.
    public func recordUnsent(
        _ text: String, ofPost post: Int64, in chat: Int64, ticket: TicketID, now: Timestamp
    ) throws {
        try connection.execute(
            """
            INSERT INTO unsent_posts (chat_id, post_id, text, created_at, ticket_id) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (chat_id, post_id) DO UPDATE SET
                text = excluded.text, created_at = excluded.created_at, ticket_id = excluded.ticket_id
            """, chat, post, text, now, ticket)
    }

    /// Visitors see what this post says now.
    public func forgetUnsent(ofPost post: Int64, in chat: Int64) throws {
        try connection.execute("DELETE FROM unsent_posts WHERE chat_id = ? AND post_id = ?", chat, post)
    }

    /// Forgets what nobody in Telegram can change any more. Returns how many went.
    public func removeOldPosts(before time: Timestamp, limit: Int) throws -> Int {
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM unsent_posts WHERE (chat_id, post_id) IN (
                SELECT chat_id, post_id FROM unsent_posts WHERE created_at < ? LIMIT ?)
            """, time, limit)
        try connection.execute(
            """
            DELETE FROM albums WHERE (chat_id, album) IN (
                SELECT chat_id, album FROM albums WHERE created_at < ? LIMIT ?)
            """, time, limit)
        return Int(connection.totalChanges - changes)
    }
}
