import Dispatch
import HTTPTypes
import Synchronization

/// What all connections of a server share.
final class ServerCore: Sendable {
    let limits: Limits
    let router: Router
    /// The encoded lines of ``Router/fields``.
    let commonLines: [UInt8]
    /// Those that new connections believe.
    let proxies: Mutex<TrustedProxies>
    /// What new connections agree on TLS with; nil without TLS.
    let tls: Mutex<TLSContext?>
    let gate: ConnectionGate
    let handshakes: HandshakePace
    let budget: MemoryBudget
    let requests = Atomic<Int>(0)
    let madeRoom = Atomic<Int>(0)
    let answers: AnswerCounts
    /// When idle connections were last closed to make room.
    let lastSweep = Atomic<UInt64>(0)
    /// Set once when the server starts.
    let loops = Mutex<[EventLoop]>([])
    let spoolDirectory: String
    let spoolFloor: Int
    let spoolQueue: DispatchQueue
    let onFault: @Sendable (String) -> Void
    let channelTimeouts: Channel.Timeouts
    let keepAlive: UInt64
    let headTimeout: UInt64
    let bodyIdle: UInt64
    let idleGrace: UInt64
    private let renderError: @Sendable (HTTPError) -> Response

    init(_ configuration: ServerConfiguration, _ router: Router) {
        let limits = configuration.limits
        self.limits = limits
        self.router = router
        commonLines = ResponseEncoder.lines(router.fields)
        answers = AnswerCounts(router.labels, loops: configuration.loops)
        proxies = Mutex(TrustedProxies(networks: configuration.trustedProxies))
        tls = Mutex(configuration.tls)
        gate = ConnectionGate(total: limits.connections, perClient: limits.connectionsPerClient)
        handshakes = HandshakePace(perClient: limits.handshakesPerClient)
        budget = MemoryBudget(total: limits.heldBytes, perNetwork: limits.heldBytesPerClient)
        spoolDirectory = configuration.spoolDirectory
        spoolFloor = configuration.spoolFloor
        spoolQueue = configuration.spoolQueue
        onFault = configuration.onFault
        renderError = configuration.renderError
        channelTimeouts = Channel.Timeouts(
            write: limits.writeTimeout.clampedNanoseconds, linger: limits.lingerTimeout.clampedNanoseconds,
            writeRate: limits.writeMinimumRate)
        keepAlive = limits.keepAliveTimeout.clampedNanoseconds
        headTimeout = limits.headTimeout.clampedNanoseconds
        bodyIdle = limits.bodyIdleTimeout.clampedNanoseconds
        idleGrace = limits.idleGrace.clampedNanoseconds
    }

    /// The engine's own answer, before ``Router/finish``.
    func refusal(_ error: HTTPError) -> Response { renderError(error) }

    /// Decides what to do with a request when its head is known, before its body is read.
    func plan(_ head: consuming RequestHead, from origin: Request.Origin) -> (Request, Plan) {
        let target = head.target
        let isClear = !target.needsCheck || isUnambiguousPath(head.path)
        let route =
            isClear && !target.isAsterisk
            ? router.routes.route(head.method, head.bytes.span.extracting(target.path)) : nil
        let request = Request(head, route: route, from: origin)
        guard request.expectation != .unknown else { return (request, .respond(refusal(.unknownExpectation))) }
        guard let route else { return (request, .respond(isClear ? unrouted(request) : refusal(.ambiguousPath))) }
        if let admit = route.admit {
            let refusal = CurrentRequest.during(request) { () -> Response? in
                do { try admit(request) } catch { return router.onError(error, request) }
                return nil
            }
            if let refusal { return (request, .respond(refusal)) }
        }
        return (request, .run(route))
    }

    private func unrouted(_ request: Request) -> Response {
        let isAsterisk = request.head.target.isAsterisk
        let methods =
            isAsterisk
            ? router.routes.methods
            : router.routes.methods(at: request.head.bytes.span.extracting(request.head.target.path))
        guard !methods.isEmpty || isAsterisk else { return refusal(.unknownAddress) }
        guard request.method != .options else { return options(request, allowing: methods) }
        var response = refusal(.methodNotAllowed)
        response.fields[.allow] = allow(methods)
        return response
    }

    private func options(_ request: Request, allowing methods: [HTTPRequest.Method]) -> Response {
        var response = router.options?(request) ?? Response(.noContent)
        response.fields[.allow] = allow(methods)
        return response
    }

    private func allow(_ methods: [HTTPRequest.Method]) -> String {
        var names = Set(methods.map(\.rawValue))
        if names.contains("GET") { names.insert("HEAD") }
        names.insert("OPTIONS")
        return names.sorted().joined(separator: ", ")
    }
}

/// What to do when a request is complete.
enum Plan {
    case run(Route)
    case respond(Response)
}
