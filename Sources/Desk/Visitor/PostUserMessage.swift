public import Domain
import Store

extension Desk {
    /// What a visitor sends.
    public struct UserMessage: Sendable {
        public var text: MessageText
        public var clientID: ClientMessageID?
        public var replyTo: MessageID?
        /// Files that the visitor has brought before, in their order.
        public var attachments: [AttachmentID]
        /// Where the visitor is; used for the card if this message opens the conversation.
        public var context: VisitorContext

        public init(
            text: MessageText, clientID: ClientMessageID? = nil, replyTo: MessageID? = nil,
            attachments: [AttachmentID] = [], context: VisitorContext = VisitorContext()
        ) {
            self.text = text
            self.clientID = clientID
            self.replyTo = replyTo
            self.attachments = attachments
            self.context = context
        }
    }

    public struct PostedMessage: Sendable {
        public let session: SessionID
        public let message: Message
        public let ticket: Ticket
        /// Sent before under the same client id: this is that message.
        public let isRepeat: Bool
    }

    /// Posts into the visitor's running conversation, which is opened by its first message.
    public func post(_ message: UserMessage, by token: SessionToken) async throws -> PostedMessage {
        let now = clock()
        let isMirrored = group != nil
        return try await store.write { transaction in
            let state = try transaction.read.valid(token, at: now)
            guard !state.isBanned else { throw DeskError.banned }
            let user = state.user.id
            if state.chat == nil {
                try transaction.renewSession(state.session.id, context: message.context, now: now)
            }
            let chat = try state.chat ?? transaction.openChat(for: user, now: now)
            if let clientID = message.clientID, let sent = try transaction.read.message(clientID: clientID, in: chat) {
                let ticket = try transaction.read.existing(chat)
                return PostedMessage(session: state.session.id, message: sent, ticket: ticket, isRepeat: true)
            }
            let draft = MessageDraft(
                author: .user, text: message.text, authorName: state.user.name, clientID: message.clientID,
                replyTo: try message.replyTo.flatMap { try transaction.read.message($0, in: chat) }?.id,
                attachments: message.attachments)
            let posted = try transaction.post(draft, ticket: chat, now: now)
            if isMirrored { try transaction.enqueueDelivery(of: posted.message) }
            return PostedMessage(
                session: state.session.id, message: posted.message, ticket: posted.ticket, isRepeat: false)
        }
    }
}
