import Glibc
import Synchronization

/// An HTTP/1.1 server on epoll loops. Once started it serves until it is shut down.
public final class HTTPServer: Sendable {
    private let configuration: ServerConfiguration
    private let core: ServerCore
    private let running = Mutex<Running?>(nil)

    private struct Running: Sendable {
        let loops: [EventLoop]
        let acceptor: LoopBound<Acceptor>
    }

    public init(configuration: ServerConfiguration, router: Router) {
        self.configuration = configuration
        core = ServerCore(configuration, router)
    }

    /// Binds, listens and starts the loops; connections are accepted when it returns. It raises the process's soft
    /// limit of descriptors to the hard one, and ignores SIGPIPE, which `sendfile(2)` would raise if a client is gone.
    ///
    /// - Returns: The bound address, with the port that the kernel chose if the configuration has 0.
    /// - Precondition: The server has not been started before.
    public func start() throws(StartError) -> SocketAddress {
        precondition(running.withLock { $0 == nil }, "the server is running")
        let listener = try Listener(host: configuration.host, port: configuration.port)
        let address = listener.address
        var loops: [EventLoop] = []
        for index in 0..<max(1, configuration.loops) { loops.append(try EventLoop(index: index)) }
        signal(SIGPIPE, SIG_IGN)
        raiseDescriptorLimit()
        let turn = Atomic<Int>(0)
        let acceptor = Acceptor(listener, loop: loops[0], onFault: configuration.onFault) { [core, loops] in
            core.accepted($0, $1, loops[turn.wrappingAdd(1, ordering: .relaxed).oldValue % loops.count])
        }
        try acceptor.open()
        core.loops.withLock { [loops] in $0 = loops }
        for loop in loops { loop.start() }
        let running = Running(loops: loops, acceptor: LoopBound(acceptor, loop: loops[0]))
        self.running.withLock { $0 = running }
        return address
    }

    /// Stops accepting, finishes the requests in flight, closes WebSockets with 1001, and closes what is left after
    /// `bound`. A second call returns at once.
    ///
    /// - Returns: How many connections were closed with something under way, by what it was.
    @discardableResult public func shutdown(within bound: Duration) async -> [Unfinished: Int] {
        guard let running = running.withLock({ $0.take() }) else { return [:] }
        core.gate.close()
        let first = running.loops[0]
        first.execute {
            running.acceptor.value.close()
            // Runs after every connection that the acceptor has handed out is registered.
            for loop in running.loops { loop.execute { for channel in loop.channels { channel.shutDown() } } }
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

    public var statistics: ServerStatistics {
        var statistics = ServerStatistics()
        core.gate.count(into: &statistics)
        statistics.requests = core.requests.load(ordering: .relaxed)
        statistics.madeRoom = core.madeRoom.load(ordering: .relaxed)
        statistics.heldBytes = core.budget.held
        statistics.evicted = core.budget.evicted
        statistics.routes = core.answers.routes
        return statistics
    }
}

/// Why a server could not start.
public enum StartError: Error, Sendable, Hashable {
    /// The host is neither an address nor a name that resolves.
    case unknownHost(String)
    /// The named system call failed with this errno.
    case system(call: String, errno: Int32)
}

extension ServerCore {
    /// Starts serving a new connection on `loop`, or turns it away. Called on the acceptor's loop.
    fileprivate func accepted(_ socket: Int32, _ peer: sockaddr_storage, _ loop: EventLoop) {
        let address = SocketAddress(peer)
        // A proxy connects for many clients, and says for which one with each request.
        let network = proxies.contain(address.address) ? nil : address.address.network
        let (isIn, crowd) = gate.enter(network)
        makeRoom(crowd, now: monotonicNanoseconds())
        guard isIn else { return turnAway(socket) }
        let open: @Sendable () -> Void = { [self] in
            let channel = Channel(
                socket: socket, network: network, loop: loop, timeouts: channelTimeouts, budget: budget
            ) { [self] in gate.leave($0) }
            channel.open(HTTPConnection(channel: channel, peer: address, server: self))
        }
        if loop.isCurrent { open() } else { loop.execute(open) }
    }

    /// Sends a 503 if the socket takes it at once. A connection that is too many gets no memory and no time.
    private func turnAway(_ socket: Int32) {
        var response = refusal(.overloaded)
        router.finish(nil, &response)
        var bytes: [UInt8] = []
        let body = if case .bytes(let body) = response.body { body } else { [UInt8]() }
        var date = DateLine()
        date.refresh(unixSeconds: coarseUnixSeconds())
        _ = ResponseEncoder.encode(
            response.status, response.fields, .length(body.count), .close, date, id: nil, common: commonLines,
            into: &bytes)
        bytes.append(contentsOf: body)
        _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        shutdown(socket, Int32(SHUT_WR))
        close(socket)
    }
}

private func raiseDescriptorLimit() {
    var limit = rlimit()
    let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(descriptors, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(descriptors, &limit)
}
