public import Domain

/// The content of files that is in the folder, once however many attachments show it.
public struct Blob: Sendable, Equatable {
    /// The file's name in the folder.
    public let name: String
    /// SHA-256.
    public let hash: [UInt8]
    public let size: Int
    /// The MIME type told from the content.
    public let type: String
    public let width: Int?
    public let height: Int?

    public init(name: String, hash: [UInt8], size: Int, type: String, width: Int?, height: Int?) {
        self.name = name
        self.hash = hash
        self.size = size
        self.type = type
        self.width = width
        self.height = height
    }
}

/// Who brought a file that is not sent yet, and so who may send it.
public enum AttachmentOwner: Sendable, Equatable {
    case user(UserID)
    case staff(StaffIdentity)

    public var user: UserID? { if case .user(let id) = self { id } else { nil } }
    var staff: String? { if case .staff(let identity) = self { identity.description } else { nil } }
}

/// An attachment and where its content is.
public struct StoredAttachment: Sendable, Equatable {
    public let attachment: Attachment
    /// The file's name in the folder.
    public let file: String
}

extension Reader {
    /// The files of a message, in their order.
    func attachments(of message: MessageID, in ticket: TicketID) throws -> [Attachment] {
        try connection.all(
            """
            SELECT \(Attachment.columns) FROM attachments LEFT JOIN blobs ON blobs.id = attachments.blob_id
            WHERE attachments.ticket_id = ? AND attachments.message_id = ?
            ORDER BY attachments.position, attachments.id
            """, ticket, message, read: Attachment.init)
    }

    /// Where the content of an attachment is; nil while it is not here.
    public func stored(_ id: AttachmentID) throws -> StoredAttachment? {
        try connection.first(
            """
            SELECT \(Attachment.columns), blobs.name FROM attachments JOIN blobs ON blobs.id = attachments.blob_id
            WHERE attachments.id = ?
            """, id
        ) { row in StoredAttachment(attachment: try Attachment(&row), file: try row.next()) }
    }

    /// The ready ones among these attachments that `user` may see: their own, sent or not.
    public func visible(_ ids: [AttachmentID], to user: UserID) throws -> [AttachmentID] {
        try ids.filter { id in
            try connection.first(
                "SELECT 1 FROM attachments WHERE id = ? AND user_id = ? AND blob_id IS NOT NULL", id, user
            ) { _ in true } ?? false
        }
    }

    /// The ready ones among these attachments that `staff` may see: all that were sent, and their own.
    public func visible(_ ids: [AttachmentID], to staff: StaffIdentity) throws -> [AttachmentID] {
        try ids.filter { id in
            try connection.first(
                """
                SELECT 1 FROM attachments
                WHERE id = ? AND blob_id IS NOT NULL AND (message_id IS NOT NULL OR brought_by = ?)
                """, id, staff.description
            ) { _ in true } ?? false
        }
    }

    /// Whether a file of this name is needed. By the hash that the name begins with, for which there is an index.
    public func isNeeded(file name: String) throws -> Bool {
        let digits = Array(name.utf8.filter { $0 != UInt8(ascii: "/") }.prefix(64))
        let hash = stride(from: 1, to: digits.count, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index - 1...index], as: UTF8.self), radix: 16)
        }
        return try connection.first("SELECT 1 FROM blobs WHERE hash = ? AND name = ?", hash, name) { _ in true }
            ?? false
    }

    /// Content that nothing shows any more.
    public func unusedBlobs(limit: Int) throws -> [Int64] {
        try connection.all(
            """
            SELECT id FROM blobs b WHERE NOT EXISTS (SELECT 1 FROM attachments a WHERE a.blob_id = b.id) LIMIT ?
            """, limit
        ) { try $0[0] }
    }

    /// Bytes of the files that the user has sent, or brought to send; 0 for a user that does not exist.
    public func fileBytes(of user: UserID) throws -> Int {
        try connection.first("SELECT file_bytes FROM users WHERE id = ?", user) { try $0[0] } ?? 0
    }

    /// Bytes that the content of all files takes.
    public func storedFileBytes() throws -> Int {
        try connection.first("SELECT bytes FROM stored_files") { try $0[0] } ?? 0
    }
}

extension Attachment: StoredRow {
    /// With those of the content, which speaks for itself once it is here.
    static var columns: SQL.Columns {
        """
        attachments.id, attachments.kind, attachments.blob_id IS NOT NULL, attachments.failure IS NOT NULL,
        coalesce(attachments.failure = 'expired', 0), attachments.name, coalesce(blobs.type, attachments.type), coalesce(blobs.size, attachments.size),
        coalesce(blobs.width, attachments.width), coalesce(blobs.height, attachments.height), attachments.duration,
        attachments.emoji
        """
    }

    init(_ row: inout Row) throws {
        self.init(
            id: try row.next(), kind: try row.next(), state: try State(&row), name: try row.next(),
            type: try row.next(), size: try row.next(), width: try row.next(), height: try row.next(),
            duration: try row.next(), emoji: try row.next())
    }
}

extension Attachment.State {
    fileprivate init(_ row: inout Row) throws {
        let (isHere, isLost, isExpired): (Bool, Bool, Bool) = (try row.next(), try row.next(), try row.next())
        self = isHere ? .ready : isExpired ? .expired : isLost ? .unavailable : .loading
    }
}

extension Transaction {
    /// A file that `owner` may send from now on. If the same content is here already, that is used: then the blob's own
    /// file is not needed, which ``Reader/isNeeded(file:)`` tells.
    public func addAttachment(
        _ blob: Blob, kind: Attachment.Kind, name: String?, owner: AttachmentOwner, now: Timestamp
    ) throws -> Attachment {
        let blobID = try keep(blob)
        let id: AttachmentID = try connection.insert(
            """
            INSERT INTO attachments (user_id, brought_by, kind, name, created_at, blob_id) VALUES (?, ?, ?, ?, ?, ?)
            """, owner.user, owner.staff, kind, name, now, blobID)
        return Attachment(
            id: id, kind: kind, state: .ready, name: name, type: blob.type, size: blob.size, width: blob.width,
            height: blob.height)
    }

    /// Files that `owner` has waiting to be sent, and their bytes.
    public func unsent(by owner: AttachmentOwner) throws -> (count: Int, bytes: Int) {
        try connection.first(
            """
            SELECT count(*), coalesce(sum(b.size), 0) FROM attachments a JOIN blobs b ON b.id = a.blob_id
            WHERE a.user_id IS ? AND a.brought_by IS ? AND a.message_id IS NULL
            """, owner.user, owner.staff
        ) { (try $0[0] as Int, try $0[1] as Int) } ?? (0, 0)
    }

    /// Makes waiting attachments of `owner` part of a message of `user`'s ticket, in this order.
    ///
    /// - Throws: ``DeskError/invalid(_:)`` if one does not exist, is not this owner's, or was sent before.
    func attach(
        _ ids: [AttachmentID], of owner: AttachmentOwner, to message: MessageID, in ticket: TicketID, user: UserID
    ) throws {
        for (position, id) in ids.enumerated() {
            let changes = connection.totalChanges
            try connection.execute(
                """
                UPDATE attachments
                SET ticket_id = ?, message_id = ?, user_id = ?, position = coalesce(telegram_post_id, ?)
                WHERE id = ? AND user_id IS ? AND brought_by IS ? AND message_id IS NULL
                """, ticket, message, user, position, id, owner.user, owner.staff)
            guard connection.totalChanges > changes else { throw DeskError.invalid(.attachmentIDs) }
        }
    }

    /// A message's files have changed: shows them with it, and tells those who follow.
    func showAttachments(of id: MessageID, in ticket: TicketID, user: UserID) throws {
        let attachments = try read.attachments(of: id, in: ticket)
        try connection.execute(
            "UPDATE messages SET attachments = ? WHERE ticket_id = ? AND id = ?", stored(attachments), ticket, id)
        if let message = try read.message(id, in: ticket) { try preview(message) }
        try recordMessageUpdate(id, in: ticket, user: user)
    }

    /// Removes files from before `time` that were never sent. Returns how many went.
    public func removeUnsent(before time: Timestamp, limit: Int) throws -> Int {
        let changes = connection.totalChanges
        try connection.execute(
            """
            DELETE FROM attachments WHERE id IN
                (SELECT id FROM attachments WHERE message_id IS NULL AND created_at < ? ORDER BY created_at LIMIT ?)
            """, time, limit)
        return Int(connection.totalChanges - changes)
    }

    /// Forgets content if nothing shows it, whatever came between. Returns the name of its file, which may be removed
    /// once this is committed.
    public func removeBlob(_ id: Int64) throws -> String? {
        try connection.first(
            """
            DELETE FROM blobs WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM attachments WHERE blob_id = ?1)
            RETURNING name
            """, id
        ) { try $0[0] }
    }

    func keep(_ blob: Blob) throws -> Int64 {
        let known = try connection.first("SELECT id FROM blobs WHERE hash = ?", blob.hash) { try $0[0] as Int64 }
        if let known { return known }
        return try connection.insert(
            "INSERT INTO blobs (hash, name, size, type, width, height) VALUES (?, ?, ?, ?, ?, ?)", blob.hash, blob.name,
            blob.size, blob.type, blob.width, blob.height)
    }
}
