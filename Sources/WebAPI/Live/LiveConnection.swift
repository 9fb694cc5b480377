import Domain
import HTTPEngine
import Logging
import Realtime
import Store
import WebSocket

private let log = Logger(label: "WebSocket")

/// What the live channels of visitors and of staff have in common: who begins says who it is, then comes what was missed,
/// then frames go both ways.
struct LiveConnection {
    /// How long a browser may take to say who it is.
    static let authenticationTimeout = Duration.seconds(10)
    /// What a socket is sent at once while it catches up, in bytes: half of what it may have waiting.
    static let catchUpLimit = 512 * 1024

    let socket: WebSocketConnection
    let loop: EventLoop

    /// Runs a session to its end. If it ends by an error, the browser is told which.
    func run(_ session: () async throws -> Void) async {
        do {
            try await session()
        } catch let error as DeskError {
            refuse(error)
        } catch let error as StoreError where error.obstacle != nil {
            socket.close(.tryAgainLater)
        } catch {
            log.error("session ended", metadata: ["error": "\(error)"])
            socket.close(.internalError)
        }
    }

    func refuse(_ error: DeskError) {
        socket.send(EncodedFrame(text: ServerFrame.error(error).encoded()))
        socket.close(.because(of: error))
    }

    /// The first frame says who it is, so that no token stands in an address or a log. Nil if the socket was closed before.
    func firstFrame() async throws(DeskError) -> [UInt8]? {
        let timer = loop.schedule(after: Self.authenticationTimeout) { [socket] in
            socket.close(.authenticationTimeout)
        }
        defer { timer.cancel() }
        guard let message = await socket.next() else { return nil }
        guard case .text(let json) = message else { throw .unauthorized }
        return json
    }

    /// Sends what was missed. A client that missed more than fits is sent the first of it and closed: it comes back
    /// with a cursor that has moved.
    ///
    /// - Parameter page: what follows a cursor, where it ends, and whether there is more.
    func catchUp<Change: Numbered>(
        _ feed: Feed, after start: Cursor, ready: (Cursor) -> ServerFrame, as frame: (Change) -> ServerFrame,
        page: (Cursor) throws -> ([Change], Cursor, Bool)
    ) throws {
        var (cursor, hasMore, sent) = (start, true, 0)
        while hasMore {
            let events: [Change]
            (events, cursor, hasMore) = try page(cursor)
            sent += feed.send(missed: events, upTo: cursor, as: frame)
            guard sent < Self.catchUpLimit else { return socket.close(.tryAgainLater) }
        }
        feed.goLive(ready)
    }

    /// Hands over each frame that comes, until the socket is closed.
    func listen(_ slot: LiveSlot, _ hear: ([UInt8]) async throws -> Void) async throws {
        var idleAt: ContinuousClock.Instant?
        while let message = await socket.next() {
            guard RateLimit.frame.take(&idleAt, now: .now) == nil else { return socket.close(.tooMany) }
            slot.heard()
            guard case .text(let json) = message else { return socket.close(.unsupportedData) }
            try await hear(json)
        }
    }
}

extension CloseCode {
    // RFC 6455 §7.4.2 leaves 4000-4999 to applications; these follow the HTTP statuses.
    static let unauthorized = CloseCode(rawValue: 4401)
    static let authenticationTimeout = CloseCode(rawValue: 4408)
    static let cursorUnknown = CloseCode(rawValue: 4409)
    static let tooMany = CloseCode(rawValue: 4429)

    static func because(of error: DeskError) -> CloseCode {
        switch error {
        case .unauthorized: .unauthorized
        case .cursorUnknown: .cursorUnknown
        default: .policyViolation
        }
    }
}
