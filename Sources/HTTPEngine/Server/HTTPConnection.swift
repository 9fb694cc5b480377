import HTTPTypes
import Synchronization

/// HTTP/1.1 over one channel: reads a request, has it answered, and so on, one after the other. It belongs to its loop.
final class HTTPConnection: ChannelDriver {
    private let channel: Channel
    private let server: ServerCore
    private let origin: Request.Origin
    private var loop: EventLoop { channel.loop }

    private var decoder: RequestDecoder
    private var state = State.reading
    private var isReceiving = false
    /// Set by a server that stops: the next response is the last.
    private var isLast = false

    // Of the present request.
    private var request: Request?
    private var plan: Plan?
    private var body = Body.none
    private var task: Task<Void, Never>?
    private var stream: OutgoingStream?

    private var headDeadline: UInt64
    private var bodyStart: UInt64 = 0
    private var bodyReceived = 0

    private enum State {
        case reading
        /// Answers are queued beyond the high-water mark.
        case blocked
        /// Others get their turn.
        case yielding
        /// The disk lags behind a body, or has not yet written all of it.
        case spooling
        /// An asynchronous handler or a streamed response is at work.
        case answering
        /// Nothing more is read: the last response is queued, or the connection is closed or no longer ours.
        case ended
    }

    private enum Body {
        case none
        case collected([UInt8])
        case spooled(BodySpool, isComplete: Bool)
        case discarded
    }

    init(channel: Channel, peer: SocketAddress, server: ServerCore) {
        self.channel = channel
        self.server = server
        origin = Request.Origin(peer: peer, loop: channel.loop)
        decoder = RequestDecoder(limits: server.limits)
        headDeadline = channel.loop.now &+ server.headTimeout
        channel.setDeadline(at: headDeadline)
    }

    // MARK: ChannelDriver

    func received(_ input: RawSpan) -> Int {
        isReceiving = true
        defer { isReceiving = false }
        var place = 0
        var served = 0
        while state == .reading {
            if channel.queuedOutput > server.limits.outputHighWater {
                channel.flush()
                if channel.queuedOutput > server.limits.outputHighWater, state == .reading { state = .blocked }
                continue
            }
            if served == server.limits.pipelineDepth {
                yield()
                continue
            }
            do throws(HTTPError) {
                switch try decoder.next(input, &place) {
                case .needMore:
                    updateDeadline()
                    return place
                case .head(let head): begin(Request(head, from: origin))
                case .body(let range): append(input.extracting(range))
                case .end:
                    served += 1
                    requestIsComplete()
                }
            } catch {
                refuse(error)
            }
        }
        if state != .ended {
            channel.setDeadline(at: .max)
            channel.pauseReading()
        }
        return place
    }

    func peerClosed() { task?.cancel() }

    func inputEnded() { if state == .reading { channel.finish() } }

    func drained() {
        if state == .blocked { resumeReading() }
        stream?.drained()
    }

    func timedOut() {
        guard state == .reading else { return }
        if decoder.isBetweenRequests { channel.close() } else { refuse(.requestTimeout) }
    }

    func shutDown() {
        isLast = true
        guard state == .reading, decoder.isBetweenRequests else { return }
        state = .ended
        if channel.queuedOutput > 0 { channel.finish() } else { channel.close() }
    }

    func closed() {
        state = .ended
        task?.cancel()
        stream?.close()
        body = .none
    }

    // MARK: Reading

    private func resumeReading() {
        state = .reading
        if !isReceiving { channel.resumeReading() }
    }

    private func yield() {
        state = .yielding
        let connection = LoopBound(self, loop: loop)
        loop.execute {
            if connection.value.state == .yielding { connection.value.resumeReading() }
        }
    }

    private func updateDeadline() {
        if decoder.isInBody {
            let earned = UInt64(bodyReceived / max(1, server.limits.bodyMinimumRate)) &* 1_000_000_000
            channel.setDeadline(at: min(loop.now, bodyStart &+ earned) &+ server.bodyIdle)
        } else if decoder.isBetweenRequests {
            headDeadline = 0
            channel.setDeadline(at: loop.now &+ server.keepAlive)
        } else if headDeadline == 0 {
            headDeadline = loop.now &+ server.headTimeout
            channel.setDeadline(at: headDeadline)
        }
    }

    /// Decides, with the head known, what becomes of the request and its body.
    private func begin(_ received: Request) {
        server.requests.wrappingAdd(1, ordering: .relaxed)
        headDeadline = 0
        bodyStart = loop.now
        bodyReceived = 0
        body = .none
        var request = received
        var plan = server.plan(&request)
        let head = request.head
        if head.expectation == .unknown { plan = .respond(server.refusal(.unknownExpectation)) }
        self.request = request
        if case .run(let route) = plan, let admit = route.admit {
            do { try admit(request) } catch { plan = .respond(server.router.onError(error, request)) }
        }
        self.plan = plan
        guard head.framing != .none else { return }
        switch plan {
        case .run(let route): expectBody(head, route.body)
        case .respond(let response):
            // A short body is dropped to keep the connection; not one that the client holds back until it is asked.
            if case .length(let count) = head.framing, count <= server.limits.discardedBody,
                head.expectation == .none
            {
                body = .discarded
            } else {
                isLast = true
                respond(response)
            }
        }
    }

    private func expectBody(_ head: RequestHead, _ policy: BodyPolicy) {
        let limit: Int
        switch policy {
        case .none: limit = 0
        case .collect(let bound):
            limit = bound
            body = .collected([])
        case .spool(let bound):
            limit = bound
            let spool = BodySpool(loop: loop, directory: server.spoolDirectory) { [unowned self] in spoolProgressed() }
            body = .spooled(spool, isComplete: false)
        }
        if case .length(let count) = head.framing, count > limit { return refuse(.bodyTooLarge) }
        decoder.bodyLimit = limit
        if head.expectation == .continuation {
            channel.gather { $0.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8) }
        }
    }

    private func append(_ bytes: RawSpan) {
        bodyReceived += bytes.byteCount
        switch body {
        case .none, .discarded: break
        case .collected(var collected):
            body = .none  // or the append would copy what is there
            bytes.withUnsafeBytes { collected.append(contentsOf: $0) }
            body = .collected(collected)
        case .spooled(let spool, _):
            spool.append(bytes)
            if spool.isFull { state = .spooling }
        }
    }

    private func spoolProgressed() {
        guard state == .spooling || state == .reading, case .spooled(let spool, let isComplete) = body else { return }
        if spool.failure != nil {
            refuse(.cannotSpool)
        } else if isComplete {
            if spool.isSettled { run(with: spool.result.map { .file($0) } ?? .none) }
        } else if state == .spooling, !spool.isFull {
            resumeReading()
        }
    }

    private func requestIsComplete() {
        switch body {
        case .none, .discarded: run(with: .none)
        case .collected(let bytes): run(with: .bytes(bytes))
        case .spooled(let spool, _):
            body = .spooled(spool, isComplete: true)
            state = .spooling
            spool.finish()
            if spool.isSettled { spoolProgressed() }
        }
    }

    // MARK: Answering

    private func run(with body: RequestBody) {
        self.body = .none
        guard var request, let plan else { return }
        request.body = body
        self.request = request
        switch plan {
        case .respond(let response): respond(response)
        case .run(let route):
            switch route.handler {
            case .sync(let handler):
                do { respond(try handler(request)) } catch { respond(server.router.onError(error, request)) }
            case .async(let handler): start(handler, request)
            }
        }
    }

    private func start(_ handler: @escaping @Sendable (Request) async throws -> Response, _ request: Request) {
        state = .answering
        let connection = LoopBound(self, loop: loop)
        let onError = server.router.onError
        let task = Task.immediate(executorPreference: loop) {
            let response: Response
            do { response = try await handler(request) } catch { response = onError(error, request) }
            connection.value.respond(response)
        }
        if state == .answering { self.task = task }
    }

    private func respond(_ answer: Response) {
        guard state != .ended, let request else { return }
        task = nil
        var response = answer
        server.router.finish(request, &response)
        send(response, to: request.head)
    }

    /// Refuses a request that cannot be read on; nothing more can be understood on this connection.
    private func refuse(_ error: HTTPError) {
        guard state != .ended else { return }
        isLast = true
        var response = server.refusal(error)
        server.router.finish(request, &response)
        send(response, to: request?.head)
    }

    private func send(_ response: Response, to head: RequestHead?) {
        let isHead = head?.method == .head
        let isHTTP10 = head?.version == .http10
        var closes = isLast || !(head?.keepsAlive ?? false) || response.fields.asksToClose
        var framing: ResponseEncoder.Framing
        switch response.body {
        case .empty: framing = .length(0)
        case .bytes(let bytes): framing = .length(bytes.count)
        case .immortal(let bytes): framing = .length(bytes.pointer.count)
        case .file(let region): framing = .length(region.count)
        case .stream: framing = isHTTP10 ? .untilClose : .chunked
        case .upgrade(let upgrade): return hand(over: upgrade, response)
        }
        if response.status.isBodiless { framing = .none }
        if framing == .untilClose { closes = true }
        if closes { isLast = true }
        let connection: ResponseEncoder.Connection =
            closes ? .close : isHTTP10 ? .keepHTTP10 : response.status == .upgradeRequired ? .upgrade : .keep
        channel.gather {
            ResponseEncoder.encode(
                status: response.status, fields: response.fields, framing: framing, connection: connection,
                dateLine: loop.dateLine.bytes, into: &$0)
        }
        if isHead || framing == .none { return responseIsComplete() }
        switch response.body {
        case .empty, .upgrade: responseIsComplete()
        case .bytes(let bytes):
            channel.write(bytes)
            responseIsComplete()
        case .immortal(let bytes):
            channel.append(.immortal(bytes.pointer))
            responseIsComplete()
        case .file(let region):
            channel.append(.file(region))
            responseIsComplete()
        case .stream(let produce): start(produce, isChunked: framing == .chunked)
        }
    }

    private func start(
        _ produce: @escaping @Sendable (ResponseWriter) async throws -> Void, isChunked: Bool
    ) {
        state = .answering
        let stream = OutgoingStream(
            channel: channel, isChunked: isChunked, highWater: server.limits.outputHighWater)
        self.stream = stream
        let writer = ResponseWriter(stream, loop: loop)
        let connection = LoopBound(self, loop: loop)
        channel.flushSoon()
        let task = Task.immediate(executorPreference: loop) {
            do {
                try await produce(writer)
                connection.value.streamEnded(isComplete: true)
            } catch {
                connection.value.streamEnded(isComplete: false)
            }
        }
        if state == .answering { self.task = task }
    }

    private func streamEnded(isComplete: Bool) {
        guard state != .ended, let stream else { return }
        self.stream = nil
        task = nil
        guard isComplete else { return channel.close() }
        stream.end()
        responseIsComplete()
    }

    private func responseIsComplete() {
        request = nil
        plan = nil
        if isLast {
            state = .ended
            channel.finish()
        } else {
            updateDeadline()
            resumeReading()
        }
    }

    /// The one place where a connection leaves HTTP.
    private func hand(over upgrade: ConnectionUpgrade, _ response: Response) {
        channel.gather {
            ResponseEncoder.encode(
                status: response.status, fields: response.fields, framing: .none, connection: .upgrade,
                dateLine: loop.dateLine.bytes, into: &$0)
        }
        state = .ended
        request = nil
        plan = nil
        channel.setDeadline(at: .max)
        channel.replaceDriver(upgrade.start(channel))
        channel.flushSoon()
        if isLast { channel.shutDown() }
        if !isReceiving { channel.resumeReading() }
    }
}

extension HTTPFields {
    fileprivate var asksToClose: Bool { !isEmpty && self[.connection]?.lowercased() == "close" }
}

extension HTTPResponse.Status {
    /// Responses that end with their head (RFC 9112 §6.3).
    fileprivate var isBodiless: Bool { code < 200 || code == 204 || code == 304 }
}
