@_spi(Channel) import Desk
import Domain
import Mail
import Store

/// A mail that is to be sent, and all that it says.
struct MailTask: Sendable {
    /// The most answers in one mail; the rest is a click away.
    static let mostAnswers = 20
    /// The most earlier mails that it refers to, so that programs show them together.
    static let mostReferences = 10
    /// After this a mailbox that has refused mail is tried again: it may have been full, or made meanwhile.
    static let bounceLasts = Duration.seconds(30 * 86_400)

    let mail: Mail
    let ticket: Ticket
    let user: User
    /// As the site says it.
    let email: String
    let address: MailAddress
    /// Of the browser that the user had last.
    let locale: String?
    /// The oldest first.
    let answers: [Message]
    /// How many more there are, at least.
    let more: Int
    /// Mails before it in the conversation, the oldest first.
    let earlier: [MailID]
}

extension Transaction {
    /// Takes a mail to be sent. Nil if there is nothing to send any more: then it is cancelled, or refused.
    func takeMail(_ id: MailID, now: Timestamp) throws -> MailTask? {
        guard let mail = try read.mail(id), mail.state == .waiting else { return nil }
        let unread = try read.unreadSupportMessages(in: mail.ticket, limit: MailTask.mostAnswers + 1)
        guard let ticket = try read.ticket(mail.ticket), let user = try read.user(ticket.user), let email = user.email,
            !(try read.isBanned(user.id)), let last = unread.prefix(MailTask.mostAnswers).last
        else {
            try cancelMail(id)
            return nil
        }
        guard let address = MailAddress(email) else {
            try refuseMail(id, .address, now: now)
            return nil
        }
        let bounce = now.advanced(by: .zero - MailTask.bounceLasts)
        if let refusal = try read.obstacle(toMail: mailHash(of: email), bouncedSince: bounce) {
            try refuseMail(id, refusal, now: now)
            return nil
        }
        let earlier = try read.mails(of: ticket.id, limit: MailTask.mostReferences + 1)
            .filter { $0.id < id && $0.state == .sent }.map(\.id)
        try beginMail(id, last: last.id)
        return MailTask(
            mail: mail, ticket: ticket, user: user, email: email, address: address,
            locale: try read.visitorContext(of: user.id)?.locale,
            answers: Array(unread.prefix(MailTask.mostAnswers)),
            more: max(0, ticket.unreadByUser - MailTask.mostAnswers), earlier: earlier.reversed())
    }
}
