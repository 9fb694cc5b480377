public import Domain
import Logging
import Store

extension Desk {
    /// A message from a visitor.
    public struct UserMessage: Sendable {
        public var text: MessageText
        public var clientID: ClientID?
        public var replyTo: MessageID?
        /// Files that the visitor has uploaded before, in order.
        public var attachments: [AttachmentID]
        /// The visitor's page and browser, for the card if this message opens the conversation.
        public var context: VisitorContext
        /// The last pages that the visitor walked through, the oldest first; empty if the client does not tell.
        public var pages: [VisitedPage] = []
        /// The client's network, from ``Desk/networkKey(of:)``; nil if it is not known.
        public var network: Int64?

        public init(
            text: MessageText, clientID: ClientID? = nil, replyTo: MessageID? = nil,
            attachments: [AttachmentID] = [], context: VisitorContext = VisitorContext()
        ) {
            self.text = text
            self.clientID = clientID
            self.replyTo = replyTo
            self.attachments = attachments
            self.context = context
        }
    }

    /// A message after it was committed.
    public struct PostedMessage: Sendable {
        public let session: SessionID
        public let message: Message
        public let ticket: Ticket
        /// Whether a message with this client id was sent before. Then this is that message.
        public let isRepeat: Bool
    }

    /// Posts to one of the visitor's tickets, or without one to the running conversation. The first message opens a
    /// conversation, and so does one that comes too long after the last conversation was closed.
    ///
    /// - Throws: ``DeskError/unauthorized``, ``DeskError/banned``, ``DeskError/notFound`` for a ticket that is not the
    ///   visitor's, and ``DeskError/invalid(_:)`` for a file that is not theirs or was sent before.
    public func post(
        _ message: UserMessage, in ticket: TicketID? = nil, by token: SessionToken
    ) async throws -> PostedMessage {
        let now = clock()
        let isMirrored = isMirrored
        let policy = policy
        let away = awayReplies(at: now)
        let posted = try await store.write { transaction in
            let state = try transaction.read.valid(token, at: now)
            guard !state.isBanned else { throw DeskError.banned }
            let user = state.user.id
            func openChat() throws -> Ticket {
                try transaction.renewSession(state.session.id, context: message.context, now: now)
                return try transaction.read.existing(transaction.openChat(for: user, now: now))
            }
            var target =
                if let ticket {
                    try transaction.read.own(ticket, user)
                } else {
                    try state.chat.map(transaction.read.existing) ?? openChat()
                }
            if let clientID = message.clientID,
                let sent = try transaction.read.message(clientID: clientID, in: target.id)
            {
                return PostedMessage(session: state.session.id, message: sent, ticket: target, isRepeat: true)
            }
            if ticket == nil, !policy.continues(target, at: now) { target = try openChat() }
            let chat = target.id
            let draft = MessageDraft(
                author: .user, text: message.text, authorName: state.user.name, clientID: message.clientID,
                replyTo: try message.replyTo.flatMap { try transaction.read.message($0, in: chat) }?.id,
                attachments: message.attachments)
            let posted = try transaction.post(draft, in: target, now: now)
            try transaction.keep(message.pages, of: state.session.id, now: now)
            if isMirrored { try transaction.enqueueDelivery(of: posted.message, by: user, from: message.network) }
            let answered = try transaction.replyAway(
                away, in: posted.ticket, isMirrored: isMirrored, from: message.network, now: now)
            return PostedMessage(
                session: state.session.id, message: posted.message, ticket: answered ?? posted.ticket, isRepeat: false)
        }
        signs.sent(in: posted.ticket.id, by: .user)
        if !posted.isRepeat { Log.posted(posted.message, in: posted.ticket) }
        return posted
    }
}
