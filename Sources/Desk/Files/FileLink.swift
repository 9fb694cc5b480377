public import Domain
import Files
import Store

/// An address by which a browser gets one file for a limited time, without a cookie or a token of its own.
public struct FileLink: Sendable {
    public let attachment: AttachmentID
    /// Path and query.
    public let path: String
    public let expiresAt: Timestamp

    /// How long a link works: long enough to watch a film, and short enough that a forwarded link is soon useless.
    static let lifetime = Duration.seconds(3600)
    /// In milliseconds. Links to the same file made within this time are equal, so that
    /// browsers find it in their cache.
    static let step: Int64 = 600_000

    init(_ attachment: AttachmentID, key: [UInt8], now: Timestamp) {
        self.attachment = attachment
        let end = now.advanced(by: Self.lifetime).milliseconds
        expiresAt = Timestamp(milliseconds: (end / Self.step + 1) * Self.step)
        let seal = FileSeal(.read, attachment, until: expiresAt.milliseconds / 1000)
        path = "/files/\(attachment)?until=\(seal.until)&seal=\(seal.text(key: key))"
    }
}

extension Desk {
    /// Links to those of the attachments that the visitor may see and whose content is stored.
    public func links(to attachments: [AttachmentID], for token: SessionToken) throws -> [FileLink] {
        let now = clock()
        return try store.read { reader in
            let user = try reader.valid(token, at: now).user.id
            return try reader.visible(attachments, to: user).map { FileLink($0, key: linkKey, now: now) }
        }
    }

    /// Links to those of the attachments whose content is stored and that belong to a
    /// ticket, or wait to be sent by `staff`.
    public func links(to attachments: [AttachmentID], for staff: StaffIdentity) throws -> [FileLink] {
        let now = clock()
        return try store.read { try $0.visible(attachments, to: staff) }
            .map { FileLink($0, key: linkKey, now: now) }
    }

    /// A file to be served.
    public struct ServedFile: Sendable {
        public let attachment: Attachment
        public let path: String
    }

    /// The file that a link leads to.
    ///
    /// - Parameters:
    ///   - end: The time at which the link expires, in Unix seconds.
    ///   - seal: Proves that this program made the link.
    /// - Throws: ``DeskError/notFound`` if the link is forged or has expired, or the file is gone.
    ///   The answer does not tell which.
    public func file(_ id: AttachmentID, until end: Int64, seal: String) throws -> ServedFile {
        guard FileSeal(.read, id, until: end).isGood(seal, key: linkKey, now: clock()),
            let stored = try store.read({ try $0.stored(id) }), let path = files.path(of: stored.file)
        else { throw DeskError.notFound }
        return ServedFile(attachment: stored.attachment, path: path)
    }
}
