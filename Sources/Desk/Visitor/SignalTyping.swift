import Domain
import Realtime
public import Store

extension Desk {
    /// Tells the staff that the visitor is writing. Never stored.
    public func signalTyping(_ isTyping: Bool, by state: SessionState) {
        guard let chat = state.chat, !state.isBanned else { return }
        hub.publish(Typing(ticket: chat, user: state.user.id, author: .user, isTyping: isTyping))
    }
}
