public import Domain
import Files
public import Store

extension Desk {
    /// A conversation that somebody may read from its beginning to its end.
    public struct OpenTranscript: Sendable {
        public let ticket: Ticket
        public let user: User?
        public let audience: TranscriptAudience
    }

    /// Messages that are in memory at once.
    private static let transcriptPage = 200

    /// The conversation that a link leads to.
    ///
    /// - Throws: ``DeskError/notFound`` if the link is forged or has expired, or the ticket is gone. The answer does not
    ///   tell which.
    public func transcript(
        of id: TicketID, for audience: TranscriptAudience, until end: Int64, seal: String
    ) throws -> OpenTranscript {
        let found = try store.read { reader in
            try reader.ticket(id).map { (ticket: $0, user: try reader.user($0.user)) }
        }
        guard let (ticket, user) = found,
            TranscriptSeal(ticket: id, user: ticket.user, audience: audience, until: end)
                .isGood(seal, key: linkKey, now: clock())
        else { throw DeskError.notFound }
        return OpenTranscript(ticket: ticket, user: user, audience: audience)
    }

    /// What was said after `id`, the oldest first; nothing at the end.
    public func entries(of transcript: OpenTranscript, after id: MessageID?) throws -> [StaffHistoryPage.Entry] {
        try store.read { reader in
            // Since it was opened it may have become another user's, who has not asked for it.
            guard try reader.ticket(transcript.ticket.id)?.user == transcript.ticket.user else { return [] }
            return try reader.transcript(
                of: transcript.ticket.id, after: id, limit: Self.transcriptPage,
                withNotes: transcript.audience == .staffWithNotes)
        }
    }

    /// Where the content of a file of the conversation is; nil if it is gone.
    public func path(of attachment: Attachment, in transcript: OpenTranscript) throws -> String? {
        try store.read { try $0.stored(attachment.id) }.flatMap { files.path(of: $0.file) }
    }
}
