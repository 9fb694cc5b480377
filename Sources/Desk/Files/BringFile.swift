public import Domain
import Files
import Store
import Words

/// Where staff bring a file that Telegram does not give to bots.
@_spi(Channel) public struct BringLinks: Sendable {
    /// As long as somebody may need who reads of it on Monday.
    static let lifetime = Duration.seconds(3 * 86_400)

    let base: String
    let key: [UInt8]
    let now: Timestamp

    /// The seal stands behind the `#`, which browsers send to nobody.
    public func link(to attachment: AttachmentID) -> String {
        let seal = FileSeal(.bring, attachment, until: now.advanced(by: Self.lifetime).milliseconds / 1000)
        return "\(base)/bring/index.html#\(attachment).\(seal.until).\(seal.text(key: key))"
    }
}

extension Desk {
    /// Nil if nobody has told where the world reaches this program.
    @_spi(Channel) public func bringLinks(now: Timestamp) -> BringLinks? {
        publicURL.map { BringLinks(base: $0, key: linkKey, now: now) }
    }

    /// The file that a link asks for.
    ///
    /// - Parameters:
    ///   - end: When the link says that it ends, in Unix seconds.
    ///   - seal: Shows that the link is ours.
    /// - Throws: ``DeskError/notFound`` if it is forged or over, or the file is here.
    public func awaitedFile(_ id: AttachmentID, until end: Int64, seal: String) throws -> Attachment {
        guard FileSeal(.bring, id, until: end).isGood(seal, key: linkKey, now: clock()) else {
            throw DeskError.notFound
        }
        return try awaitedFile(id)
    }

    /// The same for staff, who need no link.
    ///
    /// - Throws: ``DeskError/notFound`` if nothing is missing there.
    public func awaitedFile(_ id: AttachmentID) throws -> Attachment {
        guard let attachment = try store.read({ try $0.missing(id) }) else { throw DeskError.notFound }
        return attachment
    }

    /// Puts a file in the place of the one that Telegram kept.
    ///
    /// - Parameters:
    ///   - descriptor: Holds its `count` bytes; must stay open until this returns.
    ///   - name: What it is called on the machine that it comes from.
    /// - Throws: ``DeskError/notFound`` if it has come already.
    public func bringFile(_ descriptor: Int32, count: Int, name: String?, as id: AttachmentID) async throws {
        let kept = try await keep(descriptor, count: count) { _ in true }
        let words = words
        do {
            try await store.write { transaction in
                guard let message = try transaction.bring(Blob(kept), name: name.flatMap(cleanFileName), as: id) else {
                    throw DeskError.notFound
                }
                try transaction.enqueueNotice(
                    words.brought(message.name ?? words.theFile), ticket: message.ticket)
            }
            try await discardIfUnneeded(kept)
        } catch {
            try await discardIfUnneeded(kept)
            throw error
        }
    }
}
