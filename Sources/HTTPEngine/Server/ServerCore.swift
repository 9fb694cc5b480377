import HTTPTypes
import Synchronization

/// What all connections of a server share.
final class ServerCore: Sendable {
    let limits: Limits
    let router: Router
    let gate: ConnectionGate
    let requests = Atomic<Int>(0)
    let spoolDirectory: String
    let onFault: @Sendable (String) -> Void
    let channelTimeouts: Channel.Timeouts
    let keepAlive: UInt64
    let headTimeout: UInt64
    let bodyIdle: UInt64
    private let renderError: @Sendable (HTTPError) -> Response

    init(_ configuration: ServerConfiguration, _ router: Router) {
        let limits = configuration.limits
        self.limits = limits
        self.router = router
        gate = ConnectionGate(total: limits.connections, perAddress: limits.connectionsPerAddress)
        spoolDirectory = configuration.spoolDirectory
        onFault = configuration.onFault
        renderError = configuration.renderError
        channelTimeouts = Channel.Timeouts(
            write: limits.writeTimeout.clampedNanoseconds, linger: limits.lingerTimeout.clampedNanoseconds)
        keepAlive = limits.keepAliveTimeout.clampedNanoseconds
        headTimeout = limits.headTimeout.clampedNanoseconds
        bodyIdle = limits.bodyIdleTimeout.clampedNanoseconds
    }

    /// The engine's own answer, before the router's last touch.
    func refusal(_ error: HTTPError) -> Response { renderError(error) }

    /// What to do with a request whose head is known.
    func plan(_ request: inout Request) -> Plan {
        let head = request.head
        if head.isAsterisk { return .respond(options(request, allowing: router.routes.methods)) }
        let path = head.path.isEmpty ? [UInt8(ascii: "/")][...] : head.bytes[head.path]
        guard isUnambiguousPath(path) else { return .respond(refusal(.malformed("invalid path"))) }
        if let (route, parameters) = router.routes.route(head.method, path) {
            request.parameterNames = route.pattern.names
            request.parameterValues = parameters
            return .run(route)
        }
        let methods = router.routes.methods(at: path)
        guard !methods.isEmpty else { return .respond(refusal(.notFound)) }
        guard head.method != .options else { return .respond(options(request, allowing: methods)) }
        var response = refusal(.methodNotAllowed)
        response.fields[.allow] = allow(methods)
        return .respond(response)
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

/// What is to be done once a request is complete.
enum Plan {
    case run(Route)
    case respond(Response)
}
