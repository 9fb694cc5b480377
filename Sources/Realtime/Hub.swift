public import Domain
import Synchronization

/// Who is told of a change.
public enum Audience: Hashable, Sendable {
    /// Every browser of one user.
    case user(UserID)
    /// Every member of staff.
    case agents
}

/// An encoded frame: everybody in an audience gets the same bytes.
public struct LiveFrame: Sendable {
    /// The cursor from which a client that has this frame resumes; nil for what is never stored.
    public let cursor: Cursor?
    public let bytes: [UInt8]
}

/// What a listener is told.
public enum LiveSignal: Sendable {
    case frame(LiveFrame)
    /// Somebody in the audience may not belong to it any more: every listener should check again who they are.
    case interrupted
    /// The program stops: a listener that holds a request open should answer now.
    case closing
}

/// Tells listeners what has been committed. It knows nothing of sockets and tables.
///
/// A listener that subscribes first and then reads the store misses nothing. What is committed after the read is
/// published; what is both read and published has the same cursor.
public final class Hub: Sendable {
    public typealias Listener = @Sendable (LiveSignal) -> Void

    private struct Listeners {
        var next: UInt64 = 0
        var isClosed = false
        var byAudience: [Audience: [UInt64: Listener]] = [:]
    }

    private let listeners = Mutex(Listeners())

    public init() {}

    /// Adds a listener. It is called from any thread, must not block, and may be called once
    /// more just after it unsubscribed.
    public func subscribe(_ audience: Audience, _ listener: @escaping Listener) -> Subscription {
        let (key, isClosed) = listeners.withLock { listeners in
            listeners.next += 1
            listeners.byAudience[audience, default: [:]][listeners.next] = listener
            return (listeners.next, listeners.isClosed)
        }
        if isClosed { listener(.closing) }
        return Subscription(hub: self, audience: audience, key: key)
    }

    /// Publishes committed changes in the order in which they are given. Called by one thread at a time.
    ///
    /// - Parameter staffEvents: What only the staff may see. They get both lists in the order of the cursors.
    public func publish(_ events: [Event], staff staffEvents: [StaffEvent] = []) {
        for event in events {
            send(to: .user(event.user), cursor: event.cursor) { .event(event) }
        }
        guard hasListeners(.agents) else { return }
        let all = staffEvents.isEmpty ? events.map { StaffEvent($0) } : merged(events, staffEvents)
        for event in all { send(to: .agents, cursor: event.cursor) { .staff(event) } }
    }

    private func merged(_ events: [Event], _ staffEvents: [StaffEvent]) -> [StaffEvent] {
        (events.map { StaffEvent($0) } + staffEvents).sorted { $0.cursor < $1.cursor }
    }

    /// Publishes a typing sign, which is never stored: a user's to the staff, and an
    /// agent's to the user and to colleagues.
    public func publish(_ typing: Typing) {
        if typing.author != .user { send(to: .user(typing.user), cursor: nil) { .typing(typing) } }
        send(to: .agents, cursor: nil) { .staffTyping(typing) }
    }

    /// Publishes which members of staff are looking at a ticket.
    public func publish(_ viewers: [Viewer], of ticket: TicketID) {
        send(to: .agents, cursor: nil) { .viewing(ticket, viewers) }
    }

    /// Makes everybody in the audience check again who they are.
    public func interrupt(_ audience: Audience) {
        let listeners = listeners.withLock { listeners in
            listeners.byAudience[audience].map { Array($0.values) } ?? []
        }
        for listener in listeners { listener(.interrupted) }
    }

    /// Tells every listener that the program stops, and those too that subscribe later.
    public func close() {
        let everybody = listeners.withLock { listeners in
            listeners.isClosed = true
            return listeners.byAudience.values.flatMap { $0.values }
        }
        for listener in everybody { listener(.closing) }
    }

    public var listenerCount: Int {
        listeners.withLock { $0.byAudience.values.reduce(0) { $0 + $1.count } }
    }

    private func hasListeners(_ audience: Audience) -> Bool {
        listeners.withLock { $0.byAudience[audience] != nil }
    }

    /// Encodes the frame once, and only if somebody listens.
    private func send(to audience: Audience, cursor: Cursor?, _ frame: () -> ServerFrame) {
        let audienceListeners = listeners.withLock { listeners in
            listeners.byAudience[audience].map { Array($0.values) } ?? []
        }
        guard !audienceListeners.isEmpty else { return }
        let encoded = LiveFrame(cursor: cursor, bytes: frame().encoded())
        for listener in audienceListeners { listener(.frame(encoded)) }
    }

    fileprivate func unsubscribe(_ audience: Audience, _ key: UInt64) {
        listeners.withLock { listeners in
            listeners.byAudience[audience]?[key] = nil
            if listeners.byAudience[audience]?.isEmpty == true { listeners.byAudience[audience] = nil }
        }
    }
}

/// A listener's place in the hub. It ends with the last reference to it, or by ``end()``.
public final class Subscription: Sendable {
    private let hub: Hub
    private let audience: Audience
    private let key: UInt64

    fileprivate init(hub: Hub, audience: Audience, key: UInt64) {
        self.hub = hub
        self.audience = audience
        self.key = key
    }

    public func end() {
        hub.unsubscribe(audience, key)
    }

    deinit {
        end()
    }
}
