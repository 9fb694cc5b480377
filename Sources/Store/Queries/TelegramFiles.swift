public import Domain

// Files that staff send in Telegram: known at once, here a little later.

/// A file as Telegram announced it.
public struct TelegramFile: Sendable, Equatable {
    public var kind: Attachment.Kind
    /// By which the bot that takes in updates gets it; nil if it can't be had, and `failure` says why.
    public var fileID: String?
    /// The same for ever, so that it is known whether a post shows another file now.
    public var uniqueID: String
    public var name: String?
    public var type: String?
    public var size: Int?
    public var width: Int?
    public var height: Int?
    public var duration: Int?
    public var emoji: String?
    public var failure: String?

    public init(kind: Attachment.Kind, fileID: String?, uniqueID: String) {
        self.kind = kind
        self.fileID = fileID
        self.uniqueID = uniqueID
    }
}

/// A file that must be fetched.
public struct AwaitedFile: Sendable, Equatable {
    public let id: AttachmentID
    public let fileID: String
    public let ticket: TicketID
    public let message: MessageID
    public let name: String?
    public let kind: Attachment.Kind
    /// In bytes, as Telegram said it.
    public let size: Int?
}

extension Reader {
    /// Files to fetch, oldest first, after `after`.
    public func awaitedFiles(after: AttachmentID?, limit: Int) throws -> [AwaitedFile] {
        try connection.all(
            """
            SELECT id, telegram_file_id, ticket_id, message_id, name, kind, size FROM attachments
            WHERE telegram_file_id IS NOT NULL AND id > ? ORDER BY id LIMIT ?
            """, after ?? AttachmentID(rawValue: 0), limit
        ) { row in
            AwaitedFile(
                id: try row[0], fileID: try row[1], ticket: try row[2], message: try row[3], name: try row[4],
                kind: try row[5], size: try row[6])
        }
    }

    /// An attachment whose content will not come by itself.
    public func missing(_ id: AttachmentID) throws -> Attachment? {
        try connection.first(
            """
            SELECT \(Attachment.columns) FROM attachments LEFT JOIN blobs ON blobs.id = attachments.blob_id
            WHERE attachments.id = ? AND attachments.failure IS NOT NULL
            """, id, read: Attachment.init)
    }

    /// What the file is called for ever that a post shows in a message.
    public func uniqueID(ofFileIn post: Int64, message: MessageID, ticket: TicketID) throws -> String? {
        try connection.first(
            "SELECT telegram_unique_id FROM attachments WHERE ticket_id = ? AND message_id = ? AND telegram_post_id = ?",
            ticket, message, post
        ) { try $0[0] }
    }
}

extension Transaction {
    /// Adds the file of a post to a message that is there already, and tells those who follow.
    public func add(
        _ file: TelegramFile, of post: Int64, album: String?, to message: MessageID, in ticket: TicketID, user: UserID,
        now: Timestamp
    ) throws -> AttachmentID {
        let id = try announce(file, of: post, album: album, user: user, now: now)
        try connection.execute(
            "UPDATE attachments SET ticket_id = ?, message_id = ?, position = ? WHERE id = ?", ticket, message, post,
            id)
        try showAttachments(of: message, in: ticket, user: user)
        return id
    }

    /// A post shows another file now.
    public func replaceFile(
        of post: Int64, by file: TelegramFile, in message: MessageID, ticket: TicketID, user: UserID, now: Timestamp
    ) throws -> AttachmentID {
        let old = try connection.first(
            """
            DELETE FROM attachments WHERE ticket_id = ? AND message_id = ? AND telegram_post_id = ?
            RETURNING telegram_album, caption, caption_spans
            """, ticket, message, post
        ) { row in (album: try row[0] as String?, caption: try row[1] as String?, spans: try row[2] as String?) }
        let id = try add(file, of: post, album: old?.album, to: message, in: ticket, user: user, now: now)
        try connection.execute(
            "UPDATE attachments SET caption = ?, caption_spans = ? WHERE id = ?", old?.caption, old?.spans, id)
        return id
    }

    /// The content is here.
    public func fetched(_ file: AwaitedFile, _ blob: Blob) throws {
        try connection.execute(
            "UPDATE attachments SET blob_id = ?, telegram_file_id = NULL WHERE id = ?", try keep(blob), file.id)
        try show(file)
    }

    /// The content will never be here.
    public func failed(_ file: AwaitedFile, reason: String) throws {
        try connection.execute(
            "UPDATE attachments SET failure = ?, telegram_file_id = NULL WHERE id = ?", reason, file.id)
        try show(file)
    }

    /// The content has come by another way. Returns where it is shown, and what it is called now; nil if nothing was
    /// missing.
    public func bring(_ blob: Blob, name: String?, as id: AttachmentID) throws -> (ticket: TicketID, name: String?)? {
        let place = try connection.first(
            """
            UPDATE attachments SET blob_id = ?, failure = NULL, name = coalesce(?, name)
            WHERE id = ? AND failure IS NOT NULL RETURNING ticket_id, message_id, name, user_id
            """, try keep(blob), name, id
        ) { row in
            (
                ticket: try row[0] as TicketID, message: try row[1] as MessageID, name: try row[2] as String?,
                user: try row[3] as UserID
            )
        }
        guard let place else { return nil }
        try showAttachments(of: place.message, in: place.ticket, user: place.user)
        return (place.ticket, place.name)
    }

    private func show(_ file: AwaitedFile) throws {
        guard let user = try read.ticket(file.ticket)?.user else { return }
        try showAttachments(of: file.message, in: file.ticket, user: user)
    }

    /// A file that is on its way. It waits to become part of a message.
    public func announce(
        _ file: TelegramFile, of post: Int64, album: String?, user: UserID, now: Timestamp
    ) throws -> AttachmentID {
        if file.fileID != nil { notice.requested.insert(.fetching) }
        return try connection.insert(
            """
            INSERT INTO attachments (user_id, kind, name, created_at, size, type, width, height, duration, emoji,
                telegram_file_id, telegram_post_id, telegram_unique_id, telegram_album, failure)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, user, file.kind, file.name, now, file.size, file.type, file.width, file.height, file.duration,
            file.emoji, file.fileID, post, file.uniqueID, album, file.failure)
    }
}
