public import Domain
import Store

extension Desk {
    /// Notes that the visitor has read the conversation up to `message`. Returns how many
    /// messages of the staff are still unread.
    ///
    /// - Parameter ticket: One of the visitor's tickets; nil means the running conversation.
    /// - Throws: ``DeskError/unauthorized``, ``DeskError/notFound``
    public func markRead(
        upTo message: MessageID, in ticket: TicketID? = nil, by token: SessionToken
    ) async throws -> Int {
        let now = clock()
        return try await store.write { transaction in
            let state = try transaction.read.valid(token, at: now)
            if let ticket { _ = try transaction.read.own(ticket, state.user.id) }
            guard let chat = ticket ?? state.chat else { return 0 }
            return try transaction.markReadByUser(ticket: chat, user: state.user.id, upTo: message)
        }
    }
}
