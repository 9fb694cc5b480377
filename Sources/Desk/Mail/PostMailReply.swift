public import Domain
import Logging
public import Store

extension Desk {
    /// Posts what a user has written in reply to a mail, and notes that they have read what it said. The reply is claimed
    /// in the same transaction: it is posted once, or dropped if the conversation is not this user's any more, or the user
    /// is banned.
    ///
    /// - Parameters:
    ///   - texts: Messages one after the other.
    ///   - files: Go with the last one.
    ///   - id: The same for a mail that comes twice.
    @_spi(Channel) public func post(
        _ reply: MailReply, _ texts: [MessageText], files: [AttachmentID], id: String
    ) async throws {
        let now = clock()
        let isMirrored = isMirrored
        let posted = try await store.write { transaction -> [PostedReply] in
            guard try transaction.claimMailReply(reply.id), let ticket = try transaction.read.ticket(reply.ticket),
                ticket.user == reply.user, !(try transaction.read.isBanned(reply.user)),
                let user = try transaction.read.user(reply.user)
            else { return [] }
            if let mailed = ticket.mailedUpTo {
                _ = try transaction.markReadByUser(ticket: ticket.id, user: reply.user, upTo: mailed)
            }
            var posted: [PostedReply] = []
            for (number, text) in texts.enumerated() {
                let clientID = ClientID("mail:\(id):\(number)")
                if let clientID, try transaction.read.message(clientID: clientID, in: ticket.id) != nil { continue }
                let draft = MessageDraft(
                    author: .user, text: text, authorName: user.name, clientID: clientID,
                    attachments: number == texts.count - 1 ? files : [])
                let (message, ticket) = try transaction.post(draft, ticket: ticket.id, now: now)
                if isMirrored { try transaction.enqueueDelivery(of: message) }
                posted.append((message, ticket))
            }
            return posted
        }
        for (message, ticket) in posted { Log.posted(message, in: ticket) }
    }

    private typealias PostedReply = (message: Message, ticket: Ticket)

    /// A mail has come back for good: its address gets no more for a while, and the staff see why.
    @_spi(Channel) public func noteBounce(_ reply: MailReply) async throws {
        let now = clock()
        try await store.write { transaction in
            guard try transaction.claimMailReply(reply.id), let ticket = try transaction.read.ticket(reply.ticket),
                ticket.user == reply.user, let email = try transaction.read.user(reply.user)?.email
            else { return }
            try transaction.stopMail(to: mailHash(of: email), .bounced, now: now)
            if let mail = try transaction.read.mails(of: ticket.id, limit: 1).first, mail.state == .sent {
                try transaction.refuseMail(mail.id, .bounced, now: now)
            }
        }
    }
}
