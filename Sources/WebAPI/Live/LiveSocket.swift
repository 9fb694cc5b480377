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
            let connection = LiveConnection(socket: socket, loop: loop)
            await LiveSession(desk: desk, connection: connection, network: network, slots: slots).run()
        }
    }
}

/// One browser's live channel, from its first frame to the end.
struct LiveSession {
    let desk: Desk
    let connection: LiveConnection
    let network: IPNetwork
    let slots: LiveSlots

    private var socket: WebSocketConnection { connection.socket }

    func run() async {
        await connection.run {
            guard let (token, state, cursor) = try await authenticate() else { return }
            let slot = slots.take(.webSocket, session: state.session.id.description, network: network) { [socket] in
                socket.close(.tryAgainLater)
            }
            guard let slot else { return socket.close(.tooMany) }
            defer { slot.letGo() }
            let feed = Feed(after: cursor, socket: socket)
            let user = state.user.id
            let subscription = desk.listen(as: .user(user)) { feed.hear($0) }
            defer { subscription.end() }
            // The session may have got another user before this subscribed.
            guard try desk.session(token).user.id == user else { return socket.close(.tryAgainLater) }
            try connection.catchUp(feed, after: cursor, ready: { .ready($0) }, as: { .event($0) }) { cursor in
                let page = try desk.events(for: user, after: cursor)
                return (page.events, page.cursor, page.hasMore)
            }
            log.info("opened", metadata: ["session": "\(state.session.id)"])
            defer { log.info("closed", metadata: ["session": "\(state.session.id)"]) }
            try await listen(token, state, slot)
        }
    }

    private func authenticate() async throws -> (SessionToken, SessionState, Cursor)? {
        guard let json = try await connection.firstFrame() else { return nil }
        guard case .auth(let text, let after) = try ClientFrame(json), let token = SessionToken(text) else {
            throw DeskError.unauthorized
        }
        return (token, try desk.session(token), try after ?? desk.newestCursor())
    }

    private func listen(_ token: SessionToken, _ state: SessionState, _ slot: LiveSlot) async throws {
        var state = state
        try await connection.listen(slot) { json in
            switch try ClientFrame(json) {
            case .auth: throw DeskError.invalid(.body)
            case .ping: socket.send(EncodedFrame(text: ServerFrame.pong.encoded()))
            case .read(let upTo, let ticket): _ = try await desk.markRead(upTo: upTo, in: ticket, by: token)
            case .typing(let isTyping, let ticket):
                // The conversation may have been opened after the socket was.
                if state.chat == nil { state = try desk.session(token) }
                try desk.signalTyping(isTyping, in: ticket, by: state)
            }
        }
    }
}
