public import Domain
import Logging
import Store

extension Desk {
    /// What an agent sends from the panel.
    public struct StaffMessage: Sendable {
        public var text: MessageText
        public var clientID: ClientID?
        public var replyTo: MessageID?
        /// Files that the same agent or key has brought before, in their order.
        public var attachments: [AttachmentID]

        public init(
            text: MessageText, clientID: ClientID? = nil, replyTo: MessageID? = nil,
            attachments: [AttachmentID] = []
        ) {
            self.text = text
            self.clientID = clientID
            self.replyTo = replyTo
            self.attachments = attachments
        }
    }

    public struct StaffPosted: Sendable {
        public let message: Message
        public let ticket: Ticket
        /// Sent before under the same client id: this is that message.
        public let isRepeat: Bool
    }

    /// Answers from the panel; the topic shows it too.
    ///
    /// - Parameter identity: Whose files may be sent.
    /// - Throws: ``DeskError/invalid(_:)`` for a file that is not theirs or was sent before.
    public func answer(
        _ message: StaffMessage, in id: TicketID, by agent: Agent?, as identity: StaffIdentity
    ) async throws -> StaffPosted {
        let now = clock()
        let isMirrored = isMirrored
        let posted = try await store.write { transaction in
            let ticket = try transaction.read.existing(id)
            if let clientID = message.clientID,
                let sent = try transaction.read.message(clientID: clientID, in: id, by: .agent)
            {
                return StaffPosted(message: sent, ticket: ticket, isRepeat: true)
            }
            let draft = MessageDraft(
                author: .agent, text: message.text, authorName: agent?.name, agent: agent?.id,
                clientID: message.clientID,
                replyTo: try message.replyTo.flatMap { try transaction.read.message($0, in: id) }?.id,
                attachments: message.attachments, bringer: identity)
            let posted = try transaction.post(draft, in: ticket, now: now)
            if isMirrored { try transaction.enqueueDelivery(of: posted.message) }
            return StaffPosted(message: posted.message, ticket: posted.ticket, isRepeat: false)
        }
        signs.sent(in: id, by: .agent, named: agent?.name)
        if !posted.isRepeat { Log.posted(posted.message, in: posted.ticket) }
        return posted
    }
}
