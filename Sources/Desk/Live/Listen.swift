public import Domain
public import Realtime
import Store

extension Desk {
    /// Hears of everything that is news to an audience, until the subscription ends.
    ///
    /// - Parameter listener: called on whichever thread has the news; it must not block.
    public func listen(as audience: Audience, _ listener: @escaping Hub.Listener) -> Subscription {
        hub.subscribe(audience, listener)
    }

    /// Where whoever begins to listen now begins.
    public func newestCursor() throws -> Cursor { try store.read { try $0.cursor() } }

    public var listenerCount: Int { hub.listenerCount }

    /// Tells everybody who listens that the program stops.
    public func endListening() { hub.close() }
}
