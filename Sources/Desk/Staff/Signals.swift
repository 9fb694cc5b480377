public import Domain
import Store

extension Desk {
    /// Tells the visitor and colleagues that an agent is typing. Never stored.
    ///
    /// - Parameter viewer: The agent's window, if it is known.
    public func signalTyping(_ isTyping: Bool, in id: TicketID, by agent: Agent?, viewer: ViewerID?) throws {
        let ticket = try store.read { try $0.existing(id) }
        signs.note(
            Typing(
                ticket: id, user: ticket.user, author: .agent, isTyping: isTyping, name: agent?.name, viewer: viewer,
                agent: agent?.id))
    }

    /// Notes which ticket an agent's window shows, or that it shows none.
    public func look(_ viewer: Viewer, at id: TicketID?) throws {
        if let id { _ = try store.read { try $0.existing(id) } }
        signs.look(viewer, at: id)
    }
}
