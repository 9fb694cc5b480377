public import Domain
import Files
import Store

/// The address under which a browser gets one file for a while, without a cookie or a token of its own.
public struct FileLink: Sendable {
    public let attachment: AttachmentID
    /// Path and query.
    public let path: String
    public let expiresAt: Timestamp

    /// How long a link works: long enough to watch a film, short enough that a forwarded one is soon worth nothing.
    static let lifetime = Duration.seconds(3600)
    /// Links of the same file made within this are the same, so that browsers find it in their cache.
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
    /// Links to those of the attachments that the visitor may see and whose content is here.
    public func links(to attachments: [AttachmentID], for token: SessionToken) throws -> [FileLink] {
        let now = clock()
        return try store.read { reader in
            let user = try reader.valid(token, at: now).user.id
            return try reader.visible(attachments, to: user).map { FileLink($0, key: linkKey, now: now) }
        }
    }

    /// Links to those of the attachments whose content is here and that are in some ticket, or wait to be sent by `staff`.
    public func links(to attachments: [AttachmentID], for staff: StaffIdentity) throws -> [FileLink] {
        let now = clock()
        return try store.read { try $0.visible(attachments, to: staff) }
            .map { FileLink($0, key: linkKey, now: now) }
    }

    /// A file as it is given out.
    public struct ServedFile: Sendable {
        public let attachment: Attachment
        public let path: String
    }

    /// What a link leads to.
    ///
    /// - Parameters:
    ///   - end: When the link says that it ends, in Unix seconds.
    ///   - seal: Shows that the link is ours.
    /// - Throws: ``DeskError/notFound`` if it is forged or over, or the file is gone: the same for all of them.
    public func file(_ id: AttachmentID, until end: Int64, seal: String) throws -> ServedFile {
        guard FileSeal(.read, id, until: end).isGood(seal, key: linkKey, now: clock()),
            let stored = try store.read({ try $0.stored(id) }), let path = files.path(of: stored.file)
        else { throw DeskError.notFound }
        return ServedFile(attachment: stored.attachment, path: path)
    }
}
