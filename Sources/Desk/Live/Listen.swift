public import Domain
public import Realtime
import Store

extension Desk {
    /// Tells `listener` of all news for an audience until the subscription ends.
    ///
    /// - Parameter listener: Called on the thread that has the news; it must not block.
    public func listen(as audience: Audience, _ listener: @escaping Hub.Listener) -> Subscription {
        hub.subscribe(audience, listener)
    }

    /// The cursor from which a new listener begins.
    public func newestCursor() throws -> Cursor { try store.read { try $0.cursor() } }

    public var listenerCount: Int { hub.listenerCount }

    /// Tells all listeners that the program stops.
    public func endListening() { hub.close() }
}
