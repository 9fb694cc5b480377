import Desk
import Domain
import HTTPEngine
import Logging
import Realtime
import Synchronization
import WebSocket

private let log = Logger(label: "WebSocket")

/// The number of the next window of the staff. A number is used only once while the program runs.
private let nextViewer = Atomic<Int64>(1)

extension WebAPI {
    /// `GET /api/admin/realtime`
    func staffRealtime(_ request: Request) throws -> Response {
        let loop = request.loop
        return .liveChannel(request) { socket in
            // If the handshake has credentials, the first frame need not repeat them.
            let connection = LiveConnection(socket: socket, loop: loop)
            let session = StaffSession(api: self, connection: connection, client: client(of: request))
            await session.run { try staff(request) }
        }
    }
}

/// One window of a member of staff, from its first frame to the end.
private struct StaffSession {
    let api: WebAPI
    let connection: LiveConnection
    let client: IPAddress
    let id = ViewerID(rawValue: nextViewer.wrappingAdd(1, ordering: .relaxed).oldValue)

    private var desk: Desk { api.desk }
    private var socket: WebSocketConnection { connection.socket }

    func run(_ known: @escaping @Sendable () throws -> Staff) async {
        await connection.run {
            guard let (identify, cursor) = try await authenticate(known) else { return }
            let staff = try identify()
            let slot = api.staffSlots.take(
                .webSocket, session: staff.identity.description, network: client.network
            ) { [socket] in
                socket.close(.tryAgainLater)
            }
            guard let slot else { return socket.close(.tooMany) }
            defer { slot.letGo() }
            let feed = Feed(after: cursor, socket: socket)
            let subscription = desk.listen(as: .agents) { feed.hear($0) }
            defer { subscription.end() }
            // The credentials may have been withdrawn before this subscribed.
            _ = try identify()
            try connection.catchUp(feed, after: cursor, ready: { .staffReady($0, id) }, as: { .staff($0) }) { cursor in
                let page = try desk.staffEvents(after: cursor)
                return (page.events, page.cursor, page.hasMore)
            }
            log.info("opened", metadata: ["viewer": "\(id)", "of": "staff"])
            defer { log.info("closed", metadata: ["viewer": "\(id)", "of": "staff"]) }
            for (ticket, viewers) in desk.viewers {
                socket.send(EncodedFrame(text: ServerFrame.viewing(ticket, viewers).encoded()))
            }
            let viewer = Viewer(id: id, agent: staff.agent?.id, name: staff.agent?.name)
            defer { try? desk.look(viewer, at: nil) }  // showing no ticket needs no look-up, so it can't fail
            let watch = watch(identify)
            defer { watch.cancel() }
            try await listen(staff, viewer, slot)
        }
    }

    private func authenticate(_ known: @escaping @Sendable () throws -> Staff) async throws -> (
        @Sendable () throws -> Staff, Cursor
    )? {
        guard let json = try await connection.firstFrame() else { return nil }
        guard case .auth(let key, let after) = try StaffFrame(json) else { throw DeskError.unauthorized }
        let api = api
        if let key {
            do {
                _ = try api.staff(key: key)
            } catch DeskError.unauthorized {
                log.warning("key refused", metadata: ["client": "\(client)"])
                throw DeskError.unauthorized
            }
        }
        let identify = key.map { key in { @Sendable in try api.staff(key: key) } } ?? known
        return (identify, try after ?? desk.newestCursor())
    }

    /// Closes the channel of anybody who may not listen any more, even if they send nothing.
    private func watch(_ identify: @escaping @Sendable () throws -> Staff) -> Task<Void, any Error> {
        Task { [connection, pause = api.options.credentialCheck] in
            while true {
                try await Task.sleep(for: pause)
                do {
                    _ = try identify()
                } catch let error as DeskError {
                    return connection.refuse(error)
                } catch {
                    log.error("credential not checked", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    private func listen(_ staff: Staff, _ viewer: Viewer, _ slot: LiveSlot) async throws {
        try await connection.listen(slot) { json in
            switch try StaffFrame(json) {
            case .auth: throw DeskError.invalid(.body)
            case .ping: socket.send(EncodedFrame(text: ServerFrame.pong.encoded()))
            case .read(let ticket, let upTo): _ = try await desk.markRead(upTo: upTo, inStaffs: ticket)
            case .typing(let isTyping, let ticket):
                try desk.signalTyping(isTyping, in: ticket, by: staff.agent, viewer: id)
            case .viewing(let ticket): try desk.look(viewer, at: ticket)
            }
        }
    }
}
