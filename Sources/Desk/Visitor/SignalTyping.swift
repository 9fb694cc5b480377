public import Domain
import Realtime
public import Store
import Synchronization

extension Desk {
    /// Tells the staff that the visitor is writing. Never stored.
    ///
    /// - Parameter ticket: one of the visitor's; nil is the running conversation.
    public func signalTyping(_ isTyping: Bool, in ticket: TicketID? = nil, by state: SessionState) throws {
        if let ticket { _ = try store.read { try $0.own(ticket, state.user.id) } }
        guard let chat = ticket ?? state.chat, !state.isBanned else { return }
        let isNews = signs.note(Typing(ticket: chat, user: state.user.id, author: .user, isTyping: isTyping))
        guard isMirrored, isNews else { return }
        typingSigns.withLock { $0.note(chat, isTyping: isTyping, at: .now) }
        if isTyping { wakes.raise(.delivery) }
    }
}
