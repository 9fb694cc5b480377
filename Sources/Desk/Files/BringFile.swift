public import Domain
import Files
import Store
import Words

/// Links by which staff upload a file that Telegram does not give to bots.
@_spi(Channel) public struct BringLinks: Sendable {
    /// Long enough for somebody who reads about it only on Monday.
    static let lifetime = Duration.seconds(3 * 86_400)

    let base: String
    let key: [UInt8]
    let now: Timestamp

    /// The seal stands behind the `#`, which browsers do not send to any server.
    public func link(to attachment: AttachmentID) -> String {
        let seal = FileSeal(.bring, attachment, until: now.advanced(by: Self.lifetime).milliseconds / 1000)
        return "\(base)/bring/index.html#\(attachment).\(seal.until).\(seal.text(key: key))"
    }
}

extension Desk {
    /// Nil if this program's public address is not configured.
    @_spi(Channel) public func bringLinks(now: Timestamp) -> BringLinks? {
        publicURL.map { BringLinks(base: $0, key: linkKey, now: now) }
    }

    /// The attachment whose file a link asks for.
    ///
    /// - Parameters:
    ///   - end: The time at which the link expires, in Unix seconds.
    ///   - seal: Proves that this program made the link.
    /// - Throws: ``DeskError/notFound`` if the link is forged or has expired, or the file is here already.
    public func awaitedFile(_ id: AttachmentID, until end: Int64, seal: String) throws -> Attachment {
        guard FileSeal(.bring, id, until: end).isGood(seal, key: linkKey, now: clock()) else {
            throw DeskError.notFound
        }
        return try awaitedFile(id)
    }

    /// The same for staff who are signed in and need no link.
    ///
    /// - Throws: ``DeskError/notFound`` if no file is missing there.
    public func awaitedFile(_ id: AttachmentID) throws -> Attachment {
        guard let attachment = try store.read({ try $0.missing(id) }) else { throw DeskError.notFound }
        return attachment
    }

    /// Stores a file in place of the one that could not be had from Telegram.
    ///
    /// - Parameters:
    ///   - descriptor: An open file of `count` bytes; it must stay open until this returns.
    ///   - name: The file's name on the machine that it comes from.
    /// - Throws: ``DeskError/notFound`` if the file is here already.
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
