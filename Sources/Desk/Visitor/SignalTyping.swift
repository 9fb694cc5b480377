import Domain
import Realtime
public import Store
import Synchronization

extension Desk {
    /// Tells the staff that the visitor is writing. Never stored.
    public func signalTyping(_ isTyping: Bool, by state: SessionState) {
        guard let chat = state.chat, !state.isBanned else { return }
        hub.publish(Typing(ticket: chat, user: state.user.id, author: .user, isTyping: isTyping))
        guard group != nil else { return }
        typingSigns.withLock { $0.note(chat, isTyping: isTyping, at: .now) }
        if isTyping { deliveriesWait.raise() }
    }
}
