import Desk
import Domain
import HTTPEngine
import Logging
import Realtime
import Store
import Synchronization
import WebSocket

private let log = Logger(label: "WebSocket")

/// Numbers of the staff's windows, never given twice while the program runs.
private let nextViewer = Atomic<Int64>(1)

extension WebAPI {
    /// `GET /api/admin/realtime`
    func staffRealtime(_ request: Request) throws -> Response {
        let loop = request.loop
        return .liveChannel(request) { socket in
            // Who shows a credential with the handshake need not repeat it in the first frame.
            let session = StaffSession(api: self, socket: socket, loop: loop, client: client(of: request))
            await session.run { try staff(request) }
        }
    }
}

/// One window of a member of staff's, from its first frame to the end.
private struct StaffSession {
    let api: WebAPI
    let socket: WebSocketConnection
    let loop: EventLoop
    let client: IPAddress
    let id = ViewerID(rawValue: nextViewer.wrappingAdd(1, ordering: .relaxed).oldValue)

    private var desk: Desk { api.desk }

    func run(_ known: @escaping @Sendable () throws -> Staff) async {
        do {
            guard let (identify, cursor) = try await authenticate(known) else { return }
            let staff = try identify()
            let slot = api.staffSlots.take(session: staff.identity.description, network: client.network) { [socket] in
                socket.close(.tryAgainLater)
            }
            guard let slot else { return socket.close(.tooMany) }
            defer { slot.letGo() }
            let feed = Feed(after: cursor, socket: socket)
            let subscription = desk.listen(as: .agents) { feed.hear($0) }
            defer { subscription.end() }
            // The credential may have been taken away before this listened.
            _ = try identify()
            try catchUp(feed, after: cursor)
            log.info("opened", metadata: ["viewer": "\(id)", "of": "staff"])
            defer { log.info("closed", metadata: ["viewer": "\(id)", "of": "staff"]) }
            for (ticket, viewers) in desk.viewers {
                socket.send(EncodedFrame(text: ServerFrame.viewing(ticket, viewers).encoded()))
            }
            let viewer = Viewer(id: id, agent: staff.agent?.id, name: staff.agent?.name)
            defer { try? desk.look(viewer, at: nil) }  // leaving looks nothing up, so it can't fail
            let watch = watch(identify)
            defer { watch.cancel() }
            try await listen(staff, viewer, slot)
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

    private func authenticate(_ known: @escaping @Sendable () throws -> Staff) async throws -> (
        @Sendable () throws -> Staff, Cursor
    )? {
        let timer = loop.schedule(after: LiveSession.authenticationTimeout) { [socket] in
            socket.close(.authenticationTimeout)
        }
        defer { timer.cancel() }
        guard let message = await socket.next() else { return nil }
        guard case .text(let json) = message, case .auth(let key, let after) = try StaffFrame(json) else {
            throw DeskError.unauthorized
        }
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

    private func catchUp(_ feed: Feed, after cursor: Cursor) throws {
        var cursor = cursor
        var sent = 0
        var page: StaffEventPage
        repeat {
            page = try desk.staffEvents(after: cursor)
            cursor = page.cursor
            sent += feed.send(missed: page.events, upTo: page.cursor) { .staff($0) }
            guard sent < LiveSession.catchUpLimit else { return socket.close(.tryAgainLater) }
        } while page.hasMore
        feed.goLive { .staffReady($0, id) }
    }

    /// Ends the channel of who may not listen any more, whatever they say or do not say.
    private func watch(_ identify: @escaping @Sendable () throws -> Staff) -> Task<Void, any Error> {
        Task { [socket, pause = api.options.credentialCheck] in
            while true {
                try await Task.sleep(for: pause)
                do {
                    _ = try identify()
                } catch let error as DeskError {
                    socket.send(EncodedFrame(text: ServerFrame.error(error).encoded()))
                    return socket.close(.because(of: error))
                } catch {
                    log.error("credential not checked", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    private func listen(_ staff: Staff, _ viewer: Viewer, _ slot: LiveSlot) async throws {
        var idleAt: ContinuousClock.Instant?
        while let message = await socket.next() {
            guard RateLimit.frame.take(&idleAt, now: .now) == nil else { return socket.close(.tooMany) }
            slot.heard()
            guard case .text(let json) = message else { return socket.close(.unsupportedData) }
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
