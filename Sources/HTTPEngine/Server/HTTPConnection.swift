import HTTPTypes
import Synchronization

/// Speaks HTTP/1.1 over one channel: reads a request, has it answered, and goes on to the next. It belongs to its loop.
final class HTTPConnection: ChannelDriver {
    private let channel: Channel
    private let server: ServerCore
    private let origin: Request.Origin
    private var loop: EventLoop { channel.loop }

    /// It calls nothing outside while it is changed; see ``Channel/output``.
    @exclusivity(unchecked) private var decoder = RequestDecoder()
    private var state = State.reading
    private var isReceiving = false
    /// Set when the server stops: the next response is the last.
    private var isLast = false
    /// Whether no request has come yet.
    private var isNew = true

    /// The request whose body is being read.
    private var upload: Upload?
    /// The task of an asynchronous handler or a streamed response.
    private var task: Task<Void, Never>?
    private var stream: OutgoingStream?

    private var headDeadline: UInt64
    /// When the last request was finished.
    private var idleStart: UInt64

    private enum State {
        case reading
        /// More answers are queued than the high-water mark allows.
        case blocked
        /// Other connections get their turn.
        case yielding
        /// The disk lags behind a body, or is still writing the end of it.
        case spooling
        /// An asynchronous handler or a streamed response is at work.
        case answering
        /// Nothing more is read: the last response is queued, or the connection is closed or has been upgraded.
        case ended
    }

    init(channel: Channel, peer: SocketAddress, proxies: TrustedProxies, server: ServerCore) {
        self.channel = channel
        self.server = server
        origin = Request.Origin(peer: peer, loop: channel.loop, proxies: proxies)
        idleStart = channel.loop.now
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
                switch try decoder.next(input, &place, within: server.limits) {
                case .needMore:
                    updateDeadline()
                    return place
                case .head(let head):
                    served += 1
                    begin(head)
                case .body(let range): append(input.extracting(range))
                case .end: bodyIsComplete()
                }
            } catch {
                refuse(error, upload?.request)
            }
        }
        if state != .ended {
            channel.setDeadline(at: .max)
            channel.pauseReading()
        }
        return place
    }

    func peerClosed() { task?.cancel() }

    func inputEnded() {
        guard state == .reading else { return }
        state = .ended
        channel.finish()
    }

    func drained() {
        if state == .blocked { resumeReading() }
        stream?.drained()
    }

    func timedOut() {
        guard state == .reading else { return }
        if decoder.isBetweenRequests { channel.close() } else { refuse(.requestTimeout, upload?.request) }
    }

    func shutDown() {
        isLast = true
        guard state == .reading, decoder.isBetweenRequests else { return }
        // Whoever has just connected is about to send something, and is answered.
        if isNew, loop.now < idleStart &+ server.idleGrace {
            return channel.setDeadline(at: idleStart &+ server.idleGrace)
        }
        state = .ended
        if channel.queuedOutput > 0 { channel.finish() } else { channel.close() }
    }

    /// A head that never ends must not keep a place: from its first byte on it counts as idle.
    var idleSince: UInt64? {
        guard state == .reading, upload == nil else { return nil }
        return headDeadline == 0 ? idleStart : headDeadline &- server.headTimeout
    }

    var unfinished: Unfinished? {
        switch state {
        case .answering: .requestBeingAnswered
        case .ended: nil
        default: upload == nil && decoder.isBetweenRequests ? nil : .requestBeingReceived
        }
    }

    func missedTLS() {
        state = .ended
        channel.write(server.lastAnswer(.missedTLS, loop.dateLine, common: []))
        channel.finish()
    }

    func closed() {
        state = .ended
        task?.cancel()
        stream?.close()
        upload = nil
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
        if let upload {
            let earned = UInt64(upload.received / max(1, server.limits.bodyMinimumRate)) &* 1_000_000_000
            channel.setDeadline(at: min(loop.now, upload.start &+ earned) &+ server.bodyIdle)
        } else if decoder.isBetweenRequests {
            headDeadline = 0
            idleStart = loop.now
            channel.setDeadline(at: loop.now &+ server.keepAlive)
        } else if headDeadline == 0 {
            headDeadline = loop.now &+ server.headTimeout
            channel.setDeadline(at: headDeadline)
        }
    }

    private func begin(_ head: consuming RequestHead) {
        server.requests.wrappingAdd(1, ordering: .relaxed)
        isNew = false
        headDeadline = 0
        let (request, plan) = server.plan(head, from: origin)
        if origin.isProxied, !serve(request.client.network) { return refuse(.overloaded, request) }
        if request.framing == .none {
            run(plan, request)
        } else {
            expectBody(request, plan)
        }
    }

    /// Counts the connection for the client of this request. False if that client has too many.
    private func serve(_ client: IPNetwork) -> Bool {
        guard client != channel.network else { return true }
        let (isIn, crowd) = server.gate.move(from: channel.network, to: client)
        server.makeRoom(crowd, now: loop.now)
        if isIn { channel.network = client }
        return isIn
    }

    /// Decides what to do with the body once the head is known.
    private func expectBody(_ request: Request, _ plan: Plan) {
        let content: Upload.Content
        switch plan {
        case .respond(let response):
            // A short body is read and dropped to keep the connection. That does not work for a client that waits for
            // `100 Continue` before it sends the body.
            guard case .length(let count) = request.framing, count <= server.limits.discardedBody,
                request.expectation == .none
            else {
                isLast = true
                return respond(response, to: request)
            }
            content = .dropped
        case .run(let route):
            let limit: Int
            switch route.body {
            case .none: (limit, content) = (0, .dropped)
            case .collect(let bound): (limit, content) = (bound, .collected([]))
            case .spool(let bound): (limit, content) = (bound, .spooled(makeSpool()))
            }
            if case .length(let count) = request.framing, count > limit { return refuse(.bodyTooLarge, request) }
            decoder.bodyLimit = limit
            if request.expectation == .continuation {
                channel.gather { $0.append("HTTP/1.1 100 Continue\r\n\r\n") }
            }
        }
        upload = Upload(request, plan, into: content, start: loop.now)
    }

    private func makeSpool() -> BodySpool {
        // The connection may be gone before the disk has finished.
        BodySpool(
            loop: loop, directory: server.spoolDirectory, floor: server.spoolFloor, disk: server.spoolQueue
        ) { [weak self] in self?.uploadProgressed() }
    }

    private func append(_ bytes: RawSpan) {
        guard let upload else { return }
        upload.append(bytes)
        channel.heldByDriver = upload.held
        if upload.isFull { state = .spooling }
    }

    private func bodyIsComplete() {
        state = .spooling
        upload?.finish()
        uploadProgressed()
    }

    /// The disk has caught up, has failed, or has stored a complete body.
    private func uploadProgressed() {
        guard let upload, state == .spooling || state == .reading else { return }
        channel.heldByDriver = upload.held
        if upload.hasFailed {
            refuse(.cannotSpool, upload.request)
        } else if let body = upload.result {
            self.upload = nil
            channel.heldByDriver = 0
            run(upload.plan, upload.request.with(body))
        } else if state == .spooling, !upload.isComplete, !upload.isFull {
            resumeReading()
        }
    }

    // MARK: Answering

    private func run(_ plan: Plan, _ request: Request) {
        switch plan {
        case .respond(let response): respond(response, to: request)
        case .run(let route):
            switch route.handler {
            case .sync(let handler):
                let response = CurrentRequest.during(request) {
                    do { return try handler(request) } catch { return server.router.onError(error, request) }
                }
                respond(response, to: request)
            case .async(let handler): start(handler, request)
            }
        }
    }

    private func start(_ handler: @escaping @Sendable (Request) async throws -> Response, _ request: Request) {
        state = .answering
        let connection = LoopBound(self, loop: loop)
        let onError = server.router.onError
        let task = Task.immediate(executorPreference: loop) {
            // Bound here and not around the task: whatever is bound there is copied into it.
            let response = await CurrentRequest.$ofTask.withValue(request.id) {
                do { return try await handler(request) } catch { return onError(error, request) }
            }
            connection.value.respond(response, to: request)
        }
        guard state == .answering else { return }
        self.task = task
        // A request that waits, for a long poll for example, keeps its head and body in memory as long.
        channel.heldByDriver = request.head.bytes.count + request.body.bytes.count
    }

    /// Refuses what can't be read on. After that nothing more can be understood on this connection.
    private func refuse(_ error: HTTPError, _ request: Request? = nil) {
        guard state != .ended else { return }
        isLast = true
        respond(server.refusal(error), to: request)
    }

    private func respond(_ answer: consuming Response, to request: Request?) {
        guard state != .ended else { return }
        task = nil
        channel.heldByDriver = 0
        server.router.finish(request, &answer)
        if case .upgrade(let upgrade) = answer.body {
            count(.switchingProtocols, request)
            return hand(over: upgrade, answer, request?.id)
        }
        if answer.status.code < 200 {
            // The client would wait for the final response.
            server.onFault("a handler answered with the interim status \(answer.status.code)")
            answer = server.refusal(.internalFault)
        }
        count(answer.status, request)
        let isHTTP10 = request?.version == .http10
        let framing = framing(of: answer, isHTTP10: isHTTP10)
        if framing == .untilClose || !(request?.keepsAlive ?? false) { isLast = true }
        let connection: ResponseEncoder.Connection =
            isLast ? .close : isHTTP10 ? .keepHTTP10 : answer.status == .upgradeRequired ? .upgrade : .keep
        if write(answer, framing, connection, request?.id) { isLast = true }
        if framing == .none || request?.method == .head { return responseIsComplete() }
        switch answer.body {
        case .empty, .upgrade: break
        case .bytes(let bytes): channel.write(bytes)
        case .immortal(let bytes): channel.append(.immortal(bytes.pointer))
        case .file(let region): channel.append(.file(region))
        case .stream(let produce): return start(produce, isChunked: framing == .chunked)
        }
        responseIsComplete()
    }

    private func count(_ status: HTTPResponse.Status, _ request: Request?) {
        // What can't be parsed has no beginning.
        let time = monotonicNanoseconds()
        server.answers.count(
            request?.route, status, nanoseconds: request.map { time &- $0.arrival } ?? 0, loop: loop.index)
    }

    private func framing(of response: borrowing Response, isHTTP10: Bool) -> ResponseEncoder.Framing {
        if response.status.isBodiless { return .none }
        return switch response.body {
        case .empty, .upgrade: .length(0)
        case .bytes(let bytes): .length(bytes.count)
        case .immortal(let bytes): .length(bytes.pointer.count)
        case .file(let region): .length(region.count)
        case .stream: isHTTP10 ? .untilClose : .chunked
        }
    }

    /// - Returns: Whether the response says that the connection ends.
    private func write(
        _ response: borrowing Response, _ framing: ResponseEncoder.Framing, _ connection: ResponseEncoder.Connection,
        _ id: RequestID?
    ) -> Bool {
        let (status, fields) = (response.status, response.fields)
        var closes = false
        channel.gather { output in
            closes = ResponseEncoder.encode(
                status, fields, framing, connection, loop.dateLine, id: id, common: server.commonLines, into: &output)
        }
        return closes
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
        if isLast {
            state = .ended
            channel.finish()
        } else if state != .reading {
            resumeReading()
        }
    }

    /// The only place where a connection leaves HTTP.
    private func hand(over upgrade: ConnectionUpgrade, _ response: Response, _ id: RequestID?) {
        var response = response
        response.status = .switchingProtocols
        _ = write(response, .none, .upgrade, id)
        state = .ended
        channel.setDeadline(at: .max)
        channel.replaceDriver(upgrade.start(channel))
        channel.flushSoon()
        if isLast { channel.shutDown() }
        if !isReceiving { channel.resumeReading() }
    }
}

extension HTTPResponse.Status {
    /// Whether the response ends with its head (RFC 9112 §6.3).
    fileprivate var isBodiless: Bool { code < 200 || code == 204 || code == 304 }
}
