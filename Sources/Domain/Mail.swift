/// A mail to a user who has left: what the staff wrote in one conversation while the user did not look.
public struct Mail: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        /// Its time has not come, or it is to be tried again.
        case waiting
        /// The server is being told. If the program ends meanwhile, nobody knows whether it was.
        case sending
        /// The server has taken it.
        case sent
        /// It was given up, with a ``Refusal``.
        case refused
    }

    /// Why a mail was given up.
    public enum Refusal: String, Sendable, CaseIterable {
        /// Whoever reads at the address wants none.
        case unsubscribed
        /// The address takes no mail: its server has refused it, or a mail came back.
        case bounced
        /// The address is none that mail can be sent to.
        case address
        /// The server has refused this mail.
        case rejected
        /// It could not be sent for days.
        case expired
    }

    public let id: MailID
    public let ticket: TicketID
    public let state: State
    /// The answer that ordered it.
    public let first: MessageID
    public let orderedAt: Timestamp
    /// The newest answer in it; nil until it is made.
    public let last: MessageID?
    /// How often it was tried.
    public let attempts: Int
    public let endedAt: Timestamp?
    public let refusal: Refusal?
    /// The server's reply code (RFC 5321 §4.2) with which it was refused.
    public let code: Int?

    public init(
        id: MailID, ticket: TicketID, state: State, first: MessageID, orderedAt: Timestamp, last: MessageID?,
        attempts: Int, endedAt: Timestamp?, refusal: Refusal?, code: Int?
    ) {
        self.id = id
        self.ticket = ticket
        self.state = state
        self.first = first
        self.orderedAt = orderedAt
        self.last = last
        self.attempts = attempts
        self.endedAt = endedAt
        self.refusal = refusal
        self.code = code
    }
}

public typealias MailID = Identifier<Mail>
