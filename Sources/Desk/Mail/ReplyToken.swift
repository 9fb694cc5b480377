import Crypto
public import Domain
public import Store

// Where a reply comes from, and whose it is, is told by the address that it was sent to. Its token is short, and of small
// letters and digits: a local part has 64 characters at most, and servers may change letters.

extension Desk {
    /// What stands in the address for replies to mails of a conversation.
    @_spi(Channel) public func replyToken(of ticket: Ticket, at email: String) -> String {
        "\(ticket.id)-\(seal(ticket.id, ticket.user, email))"
    }

    /// The part of a Message-ID that nobody can guess.
    @_spi(Channel) public func mailMark(of mail: MailID) -> String {
        String(base32(MailSeal.reply.bytes(over: "id \(mail)", key: linkKey)).lowercased().prefix(16))
    }

    /// The ticket that a token stands for, and its user. Nil if it is forged, or the ticket's user or the user's address is
    /// another by now.
    @_spi(Channel) public func conversation(
        ofReply token: String, _ reader: Reader
    ) throws -> (ticket: Ticket, user: User)? {
        let parts = token.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let id = TicketID(parts[0]), let ticket = try reader.ticket(id),
            let user = try reader.user(ticket.user), let email = user.email,
            constantTimeEqual(parts[1].utf8, seal(id, user.id, email).utf8)
        else { return nil }
        return (ticket, user)
    }

    private func seal(_ ticket: TicketID, _ user: UserID, _ email: String) -> String {
        let text = "\(ticket) \(user) \(email.lowercased())"
        return base32(MailSeal.reply.bytes(over: text, key: linkKey)).lowercased()
    }
}
