import Domain
import Realtime
import Synchronization
import WebSocket

/// The events that a socket is sent: from the loop while it catches up, and from the writer's queue when it is live.
/// The lock keeps the two in one order.
final class Feed: Sendable {
    private let feed: Mutex<LiveFeed>
    private let socket: WebSocketConnection

    init(after cursor: Cursor, socket: WebSocketConnection) {
        feed = Mutex(LiveFeed(after: cursor))
        self.socket = socket
    }

    /// Sends events. Returns how many bytes they have.
    func send<Change: Numbered>(
        missed events: [Change], upTo end: Cursor, as frame: (Change) -> ServerFrame
    ) -> Int {
        feed.withLock { feed in
            feed.receive(missed: events, upTo: end).reduce(0) { sent, event in
                let frame = frame(event).encoded()
                socket.send(EncodedFrame(text: frame))
                return sent + frame.count
            }
        }
    }

    func goLive(_ ready: (Cursor) -> ServerFrame) {
        feed.withLock { feed in
            let held = feed.goLive()
            for frame in held { socket.send(EncodedFrame(text: frame.bytes)) }
            socket.send(EncodedFrame(text: ready(feed.resumePoint).encoded()))
            if feed.hasOverflowed { socket.close(.tryAgainLater) }
        }
    }

    func hear(_ signal: LiveSignal) {
        switch signal {
        case .frame(let frame):
            feed.withLock { feed in
                if feed.receive(live: frame) { socket.send(EncodedFrame(text: frame.bytes)) }
            }
        case .interrupted: socket.close(.tryAgainLater)
        case .closing: break
        }
    }
}
