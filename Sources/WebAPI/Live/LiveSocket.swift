import Desk
import Domain
import HTTPEngine
import Logging
import Realtime
import Store
import WebSocket

private let log = Logger(label: "WebSocket")

extension WebAPI {
    /// `GET /api/realtime`
    func realtime(_ request: Request) throws -> Response {
        let (loop, network, slots) = (request.loop, client(of: request).network, visitorSlots)
        return .liveChannel(request) { socket in
            await LiveSession(desk: desk, socket: socket, loop: loop, network: network, slots: slots).run()
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

/// One browser's live channel, from its first frame to the end.
struct LiveSession {
    /// How long a browser may take to say who it is.
    static let authenticationTimeout = Duration.seconds(10)

    let desk: Desk
    let socket: WebSocketConnection
    let loop: EventLoop
    let network: IPNetwork
    let slots: LiveSlots

    func run() async {
        do {
            guard let (token, state, cursor) = try await authenticate() else { return }
            let slot = slots.take(session: state.session.id.description, network: network) { [socket] in
                socket.close(.tryAgainLater)
            }
            guard let slot else { return socket.close(.tooMany) }
            defer { slot.letGo() }
            let feed = Feed(after: cursor, socket: socket)
            let subscription = desk.listen(as: .user(state.user.id)) { feed.hear($0) }
            defer { subscription.end() }
            // The session may have become another user's before this listened.
            guard try desk.session(token).user.id == state.user.id else { return socket.close(.tryAgainLater) }
            try catchUp(feed, user: state.user.id, after: cursor)
            log.info("opened", metadata: ["session": "\(state.session.id)"])
            defer { log.info("closed", metadata: ["session": "\(state.session.id)"]) }
            try await listen(token, state, slot)
        } catch let error as DeskError {
            socket.send(EncodedFrame(text: ServerFrame.error(error).encoded()))
            socket.close(.because(of: error))
        } catch let error as StoreError where error.obstacle != nil {
            socket.close(.tryAgainLater)
        } catch {
            log.error("session ended", metadata: ["error": "\(error)"])
            socket.close(.internalError)
        }
    }

    /// The first frame says who it is, so that no token stands in an address or a log.
    private func authenticate() async throws -> (SessionToken, SessionState, Cursor)? {
        let timer = loop.schedule(after: Self.authenticationTimeout) { [socket] in
            socket.close(.authenticationTimeout)
        }
        defer { timer.cancel() }
        guard let message = await socket.next() else { return nil }
        guard case .text(let json) = message, case .auth(let text, let after) = try ClientFrame(json),
            let token = SessionToken(text)
        else { throw DeskError.unauthorized }
        return (token, try desk.session(token), try after ?? desk.newestCursor())
    }

    /// What a socket is sent at once while it catches up, in bytes: half of what it may have waiting.
    static let catchUpLimit = 512 * 1024

    /// Sends what was missed. A client that missed more than fits is sent the first of it and closed: it comes back
    /// with a cursor that has moved.
    private func catchUp(_ feed: Feed, user: UserID, after cursor: Cursor) throws {
        var cursor = cursor
        var sent = 0
        var page: EventPage
        repeat {
            page = try desk.events(for: user, after: cursor)
            cursor = page.cursor
            sent += feed.send(missed: page.events, upTo: page.cursor) { .event($0) }
            guard sent < Self.catchUpLimit else { return socket.close(.tryAgainLater) }
        } while page.hasMore
        feed.goLive { .ready($0) }
    }

    private func listen(_ token: SessionToken, _ state: SessionState, _ slot: LiveSlot) async throws {
        var state = state
        var idleAt: ContinuousClock.Instant?
        while let message = await socket.next() {
            guard RateLimit.frame.take(&idleAt, now: .now) == nil else { return socket.close(.tooMany) }
            slot.heard()
            guard case .text(let json) = message else { return socket.close(.unsupportedData) }
            switch try ClientFrame(json) {
            case .auth: throw DeskError.invalid(.body)
            case .ping: socket.send(EncodedFrame(text: ServerFrame.pong.encoded()))
            case .read(let upTo, let ticket): _ = try await desk.markRead(upTo: upTo, in: ticket, by: token)
            case .typing(let isTyping, let ticket):
                // The conversation may have been opened since the socket was.
                if state.chat == nil { state = try desk.session(token) }
                try desk.signalTyping(isTyping, in: ticket, by: state)
            }
        }
    }
}
