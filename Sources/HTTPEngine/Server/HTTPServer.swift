import Glibc
import Synchronization

/// An HTTP/1.1 server on epoll loops. Once started it serves until it is shut down.
public final class HTTPServer: Sendable {
    private let configuration: ServerConfiguration
    private let core: ServerCore
    private let running = Mutex<Running?>(nil)

    private struct Running: Sendable {
        let loops: [EventLoop]
        let acceptors: LoopBound<[Acceptor]>
    }

    public init(configuration: ServerConfiguration, router: Router) {
        self.configuration = configuration
        core = ServerCore(configuration, router)
    }

    /// Binds, listens and starts the loops; connections are accepted when it returns. It raises the process's soft
    /// limit of descriptors to the hard one, and ignores SIGPIPE, which `sendfile(2)` would raise if a client is gone.
    ///
    /// - Returns: The bound address, with the port that the kernel chose if the configuration has 0; the first one if it has
    ///   sockets that listen already.
    /// - Precondition: The server has not been started before.
    public func start() throws(StartError) -> SocketAddress {
        precondition(running.withLock { $0 == nil }, "the server is running")
        let listeners =
            configuration.listeners.isEmpty
            ? [try Listener(host: configuration.host, port: configuration.port)] : configuration.listeners
        var loops: [EventLoop] = []
        for index in 0..<max(1, configuration.loops) { loops.append(try EventLoop(index: index)) }
        signal(SIGPIPE, SIG_IGN)
        raiseDescriptorLimit()
        let turn = Atomic<Int>(0)
        let acceptors = listeners.map { listener in
            Acceptor(listener, loop: loops[0], onFault: configuration.onFault) { [core, loops] in
                core.accepted($0, $1, loops[turn.wrappingAdd(1, ordering: .relaxed).oldValue % loops.count])
            }
        }
        for acceptor in acceptors { try acceptor.open() }
        core.loops.withLock { [loops] in $0 = loops }
        for loop in loops { loop.start() }
        let running = Running(loops: loops, acceptors: LoopBound(acceptors, loop: loops[0]))
        self.running.withLock { $0 = running }
        return listeners[0].address
    }

    /// Stops accepting, finishes the requests in flight, closes WebSockets with 1001, and closes what is left after
    /// `bound`. A second call returns at once.
    ///
    /// - Returns: How many connections were closed with something under way, by what it was.
    @discardableResult public func shutdown(within bound: Duration) async -> [Unfinished: Int] {
        guard let running = running.withLock({ $0.take() }) else { return [:] }
        let first = running.loops[0]
        await withCheckedContinuation { continuation in
            first.execute { [core] in
                // Nobody is turned away: whoever connects from here on waits for the program that listens next on this
                // socket, if there is one.
                for acceptor in running.acceptors.value { acceptor.close() }
                core.gate.close()
                // Runs after every connection that was accepted is registered.
                for loop in running.loops { loop.execute { for channel in loop.channels { channel.shutDown() } } }
                continuation.resume()
            }
        }
        let timer = first.schedule(after: bound) { [core] in core.gate.giveUp() }
        await core.gate.waitUntilEmpty()
        timer.cancel()
        var givenUp: [Unfinished: Int] = [:]
        for loop in running.loops {
            let ofLoop = await withCheckedContinuation { continuation in
                loop.execute {
                    let unfinished = loop.channels.compactMap(\.unfinished)
                    for channel in loop.channels { channel.close() }
                    continuation.resume(returning: unfinished)
                }
            }
            for work in ofLoop { givenUp[work, default: 0] += 1 }
            loop.stop()
        }
        return givenUp
    }

    /// Returns once every event loop has done what it was given before.
    public func roundTrip() async {
        for loop in running.withLock({ $0?.loops ?? [] }) {
            await withCheckedContinuation { continuation in loop.execute { continuation.resume() } }
        }
    }

    /// Shows another certificate to whoever connects from now on. Open connections go on as they began.
    ///
    /// - Precondition: The server was configured with TLS.
    public func use(_ tls: TLSContext) {
        core.tls.withLock { current in
            precondition(current != nil, "the server speaks no TLS")
            current = tls
        }
    }

    /// Believes other reverse proxies, on connections that are made from now on.
    public func trust(_ networks: [IPNetwork]) { core.proxies.withLock { $0 = TrustedProxies(networks: networks) } }

    public var statistics: ServerStatistics {
        var statistics = ServerStatistics()
        core.gate.count(into: &statistics)
        statistics.requests = core.requests.load(ordering: .relaxed)
        statistics.madeRoom = core.madeRoom.load(ordering: .relaxed)
        statistics.heldBytes = core.budget.held
        statistics.evicted = core.budget.evicted
        statistics.certificateEnd = core.tls.withLock { $0?.term.end }
        statistics.routes = core.answers.routes
        return statistics
    }
}

/// Why a server could not start.
public enum StartError: Error, Sendable, Hashable {
    /// The host is neither an address nor a name that resolves.
    case unknownHost(String)
    /// The descriptor is no listening TCP socket.
    case notListening(Int32)
    /// The named system call failed with this errno.
    case system(call: String, errno: Int32)
}

extension ServerCore {
    /// Starts serving a new connection on `loop`, or turns it away. Called on the acceptor's loop.
    fileprivate func accepted(_ socket: Int32, _ peer: sockaddr_storage, _ loop: EventLoop) {
        let address = SocketAddress(peer)
        let now = monotonicNanoseconds()
        let (proxies, tls) = (proxies.withLock { $0 }, tlsContext(at: now))
        // A proxy connects for many clients, and says for which one with each request.
        let network = proxies.contain(address.address) ? nil : address.address.network
        if tls != nil, let network, !handshakes.admit(network, now: now) {
            gate.refuse()
            close(socket)
            return
        }
        let (isIn, crowd) = gate.enter(network)
        makeRoom(crowd, now: now)
        guard isIn else { return turnAway(socket, speaksTLS: tls != nil) }
        let open: @Sendable () -> Void = { [self] in
            let channel = Channel(
                socket: socket, tls: tls, network: network, loop: loop, timeouts: channelTimeouts, budget: budget
            ) { [self] in gate.leave($0) }
            channel.open(HTTPConnection(channel: channel, peer: address, proxies: proxies, server: self))
        }
        if loop.isCurrent { open() } else { loop.execute(open) }
    }

    /// The context for a new connection; nil without TLS.
    private func tlsContext(at now: UInt64) -> TLSContext? {
        tls.withLock { context in
            if let fresh = context?.renewed(at: now) { context = fresh }
            return context
        }
    }

    /// Sends a 503 if the socket takes it at once. A connection that is too many gets no memory and no time, and so no
    /// handshake either: with TLS it is only closed.
    private func turnAway(_ socket: Int32, speaksTLS: Bool) {
        if !speaksTLS {
            var date = DateLine()
            date.refresh(unixSeconds: coarseUnixSeconds())
            let bytes = lastAnswer(.overloaded, date, common: commonLines)
            _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            shutdown(socket, Int32(SHUT_WR))
        }
        close(socket)
    }
}

extension ServerCore {
    /// The bytes of a refusal after which the connection ends.
    func lastAnswer(_ error: HTTPError, _ date: DateLine, common: [UInt8]) -> [UInt8] {
        var response = refusal(error)
        router.finish(nil, &response)
        var bytes: [UInt8] = []
        let body = if case .bytes(let body) = response.body { body } else { [UInt8]() }
        _ = ResponseEncoder.encode(
            response.status, response.fields, .length(body.count), .close, date, id: nil, common: common, into: &bytes)
        bytes.append(contentsOf: body)
        return bytes
    }
}

private func raiseDescriptorLimit() {
    var limit = rlimit()
    let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(descriptors, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(descriptors, &limit)
}
