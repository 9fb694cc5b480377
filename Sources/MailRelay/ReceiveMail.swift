@_spi(Channel) public import Desk
import Domain
import Mail
import Store

/// What becomes of a mail that a mail server hands over.
public enum MailReceipt: Sendable, Equatable {
    /// It is kept, and the server posts it.
    case kept
    /// A program has written it, or it is one of our own: it is dropped, and nobody is told.
    case dropped
    /// None of its addresses stands for a conversation, or its user is another by now.
    case unknown
    case banned
    /// As many wait as may: later.
    case busy
}

extension MailRelay {
    /// The largest mail that is taken: attachments of 25 MB, which most servers allow, grow by a third on their way.
    public static let largestMail = 36 << 20
    /// The most mails that wait to be understood. More come only while no server runs, or from somebody who wants no good.
    private static let mostWaiting = 1000
    /// The most addresses of a mail that are looked at.
    private static let mostReceivers = 100

    /// Keeps a reply to a mail, beside a running server or without one.
    ///
    /// - Parameters:
    ///   - receivers: The addresses that it was sent to, if the mail server tells; otherwise those in the mail.
    ///   - sender: The sender on the envelope, if the mail server tells; empty for mails that nobody may answer.
    public static func receive(
        _ bytes: [UInt8], receivers: [String], sender: String?, _ settings: Settings, _ desk: Desk
    ) async throws -> MailReceipt {
        guard let replies = settings.replies else { return .unknown }
        let mail = ParsedMail(bytes)
        let addresses = (receivers.isEmpty ? mail.receivers : receivers).prefix(mostReceivers)
        let tokens = addresses.compactMap { replies.token(in: $0) }
        let now = desk.clock()
        // A mail of ours that comes back to us would be answered for ever.
        let isOwn = mail.isFrom(settings.from.address)
        let kind = mail.kind(sender: sender)
        return try await desk.store.write { transaction in
            let found = try tokens.lazy.compactMap { try desk.conversation(ofReply: $0, transaction.read) }.first
            guard let (ticket, user) = found else { return kind == .written && !isOwn ? .unknown : .dropped }
            if isOwn || kind == .automatic { return .dropped }
            guard try kind == .bounce || !transaction.read.isBanned(user.id) else { return .banned }
            guard try transaction.read.waitingMailReplies(limit: mostWaiting) < mostWaiting else { return .busy }
            try transaction.keepMailReply(bytes, in: ticket, now: now)
            return .kept
        }
    }
}
