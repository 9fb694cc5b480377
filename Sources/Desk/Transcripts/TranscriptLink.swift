public import Domain
import Store

/// An address by which a browser gets a whole conversation for a few minutes, without a cookie or a token of its own: so
/// that it saves it as it saves any file, however long it is.
public struct TranscriptLink: Sendable {
    /// Path and query, to which the form and the language may be added.
    public let path: String
    public let expiresAt: Timestamp

    /// Long enough to begin a download on a slow line, and too short to be passed on.
    static let lifetime = Duration.seconds(300)

    init(_ ticket: Ticket, for audience: TranscriptAudience, key: [UInt8], now: Timestamp) {
        let until = now.advanced(by: Self.lifetime).milliseconds / 1000
        expiresAt = Timestamp(milliseconds: until * 1000)
        let seal = TranscriptSeal(ticket: ticket.id, user: ticket.user, audience: audience, until: until)
        path = "/transcripts/\(ticket.id)?for=\(audience.rawValue)&until=\(until)&seal=\(seal.text(key: key))"
    }
}

extension Desk {
    /// A link to what the visitor sees of a ticket of theirs.
    ///
    /// - Throws: ``DeskError/unauthorized``; ``DeskError/notFound`` for a ticket that is not the visitor's.
    public func transcriptLink(to ticket: TicketID, of token: SessionToken) throws -> TranscriptLink {
        let now = clock()
        return try store.read { reader in
            let user = try reader.valid(token, at: now).user.id
            return TranscriptLink(try reader.own(ticket, user), for: .user, key: linkKey, now: now)
        }
    }

    /// A link to what the staff see of a ticket. The audit log keeps who has asked for it.
    ///
    /// - Throws: ``DeskError/notFound``
    public func transcriptLink(
        to id: TicketID, withNotes: Bool, by actor: StaffActor
    ) async throws -> TranscriptLink {
        let now = clock()
        let ticket = try await store.write { transaction in
            let ticket = try transaction.read.existing(id)
            try transaction.audit(.conversationSaved, of: .ticket(id), by: actor, now: now)
            return ticket
        }
        return TranscriptLink(ticket, for: withNotes ? .staffWithNotes : .staff, key: linkKey, now: now)
    }
}
