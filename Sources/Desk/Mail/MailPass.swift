import Crypto
public import Domain
import JSON
import Store

/// The right to open a conversation that was written into a mail to its user. It reads like a site's token, so that the
/// pages tell whom it names, and says `mail` in the place of the header.
struct MailPass {
    /// Longer than people leave mails unread, and short enough that an old mailbox opens nothing.
    static let lifetime = Duration.seconds(30 * 86_400)

    let ticket: TicketID
    let user: UserID
    /// If the user has another address by then, whoever reads at this one is not believed any more.
    let email: String
    /// Unix seconds.
    let until: Int64

    /// - Parameter subject: Whom the pages take it for, by what sites call them.
    func text(subject: String, key: [UInt8]) -> String {
        let claims = JSONWriter.object { json in
            json.member("sub", subject)
            json.member("email", email)
            json.member("ticket", ticket.description)
            json.member("user", user.description)
            json.member("exp", until)
        }
        let payload = base64URL(claims)
        return "\(Self.mark)\(payload).\(base64URL(MailSeal.pass.bytes(over: payload, key: key)))"
    }

    /// Nil if it is forged.
    init?(_ text: String, key: [UInt8]) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard text.hasPrefix(Self.mark), parts.count == 3, let claims = base64URLDecode(parts[1]),
            constantTimeEqual(parts[2].utf8, base64URL(MailSeal.pass.bytes(over: parts[1], key: key)).utf8)
        else { return nil }
        var (ticket, user, email, until) = (TicketID?.none, UserID?.none, String?.none, Int?.none)
        try? JSONReader.object(claims) { name, reader in
            switch name {
            case "ticket": ticket = TicketID(try reader.string())
            case "user": user = UserID(try reader.string())
            case "email": email = try reader.string()
            case "exp": until = try reader.integer()
            default: try reader.skip()
            }
        }
        guard let ticket, let user, let email, let until else { return nil }
        self.init(ticket: ticket, user: user, email: email, until: Int64(until))
    }

    init(ticket: TicketID, user: UserID, email: String, until: Int64) {
        self.ticket = ticket
        self.user = user
        self.email = email
        self.until = until
    }

    private static let mark = "mail."

    static func isOne(_ text: String) -> Bool { text.hasPrefix(mark) }
}

extension Desk {
    /// Whether a token is a pass out of a mail, and no site's.
    public static func isMailPass(_ text: String) -> Bool { MailPass.isOne(text) }

    /// Lets the session act for the user whom a pass was sent to, as ``identify(_:as:context:mayReplace:)`` does for one
    /// that the site names.
    ///
    /// - Throws: ``DeskError/tokenRefused(_:)`` for a pass that is forged or too old, or whose user or address is another
    ///   by now; ``DeskError/sessionTaken``
    public func open(
        byMail text: String, _ token: SessionToken?, context: VisitorContext, mayReplace: Bool
    ) async throws -> IdentifiedSession {
        let now = clock()
        guard let pass = MailPass(text, key: linkKey) else { throw DeskError.tokenRefused(.signature) }
        guard now.milliseconds / 1000 < pass.until else { throw DeskError.tokenRefused(.expired) }
        let fresh = SessionToken.random()
        return try await store.write { transaction in
            guard try transaction.read.ticket(pass.ticket, of: pass.user) != nil,
                let user = try transaction.read.user(pass.user), user.email == pass.email
            else { throw DeskError.tokenRefused(.expired) }
            guard let token else {
                let state = try transaction.openSession(of: user, tokenHash: fresh.hash, context: context, now: now)
                try transaction.boundSessions(of: user.id)
                return IdentifiedSession(state: state, newToken: fresh)
            }
            let state = try transaction.read.valid(token, at: now)
            try transaction.renewSession(state.session.id, context: context, now: now)
            if state.user.id == user.id {
                return IdentifiedSession(state: try transaction.read.valid(token, at: now), newToken: nil)
            }
            guard mayReplace || state.user.externalID == nil && state.chat == nil else { throw DeskError.sessionTaken }
            // What somebody else has written in this browser stays theirs: a mail proves nothing of them.
            try transaction.endSession(state.session)
            let opened = try transaction.openSession(of: user, tokenHash: fresh.hash, context: context, now: now)
            try transaction.boundSessions(of: user.id)
            return IdentifiedSession(state: opened, newToken: fresh)
        }
    }

    /// The pass that opens a conversation, for a mail to its user.
    @_spi(Channel) public func mailPass(to ticket: TicketID, of user: User, at email: String) -> String {
        let until = clock().advanced(by: MailPass.lifetime).milliseconds / 1000
        return MailPass(ticket: ticket, user: user.id, email: email, until: until)
            .text(subject: user.externalID ?? "#\(user.id)", key: linkKey)
    }
}
