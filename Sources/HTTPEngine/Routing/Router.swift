public import HTTPTypes

/// The routes of a server and the three places every response passes.
public struct Router: Sendable {
    /// Fields of every response, the engine's own refusals too; encoded once. A handler must not set them itself, or they
    /// are sent twice.
    public var fields: HTTPFields = [:]
    /// Turns what a handler threw into a response. Default: an ``HTTPError`` as it is, anything else a bare 500.
    public var onError: @Sendable (any Error, Request) -> Response = { error, _ in
        Response(error as? HTTPError ?? .internalFault)
    }
    /// The last touch on every response, the engine's own refusals too, for what depends on either; ``fields`` are
    /// cheaper. The request is nil if none could be parsed.
    public var finish: @Sendable (Request?, inout Response) -> Void = { _, _ in }
    /// Answers OPTIONS for a known path, such as a CORS preflight. Default: 204. `Allow` is added to either.
    public var options: (@Sendable (Request) -> Response)?

    /// Every method and pattern added, in the order of adding.
    public private(set) var endpoints: [Endpoint] = []

    private(set) var routes = RouteTree()

    public init() {}

    /// Adds a route whose handler runs on the event loop and must not block.
    ///
    /// - Parameters:
    ///   - pattern: Segments after slashes; `{name}` takes one segment, a last `{name...}` takes the rest, at least one.
    ///   - admit: Asked with the head before a body is read (and before `100 Continue`); what it throws is the answer.
    /// - Precondition: the pattern is well-formed, and no route of this method has its shape already.
    public mutating func on(
        _ method: HTTPRequest.Method, _ pattern: String, body: BodyPolicy = .none,
        admit: (@Sendable (Request) throws -> Void)? = nil,
        sync handler: @escaping @Sendable (Request) throws -> Response
    ) {
        add(Route(method, pattern, body, admit, .sync(handler)), pattern)
    }

    /// Adds a route whose handler starts on the event loop without a hop and resumes on it.
    public mutating func on(
        _ method: HTTPRequest.Method, _ pattern: String, body: BodyPolicy = .none,
        admit: (@Sendable (Request) throws -> Void)? = nil,
        async handler: @escaping @Sendable (Request) async throws -> Response
    ) {
        add(Route(method, pattern, body, admit, .async(handler)), pattern)
    }

    private mutating func add(_ route: Route, _ pattern: String) {
        routes.add(route)
        endpoints.append(Endpoint(method: route.method, pattern: pattern))
    }
}

/// What can be asked for.
public struct Endpoint: Sendable, Hashable {
    public let method: HTTPRequest.Method
    public let pattern: String
}

/// What is done for one method of one pattern.
final class Route: Sendable {
    let method: HTTPRequest.Method
    let pattern: PathPattern
    let body: BodyPolicy
    let admit: (@Sendable (Request) throws -> Void)?
    let handler: Handler

    enum Handler: Sendable {
        case sync(@Sendable (Request) throws -> Response)
        case async(@Sendable (Request) async throws -> Response)
    }

    init(
        _ method: HTTPRequest.Method, _ pattern: String, _ body: BodyPolicy,
        _ admit: (@Sendable (Request) throws -> Void)?, _ handler: Handler
    ) {
        self.method = method
        self.pattern = PathPattern(pattern)
        self.body = body
        self.admit = admit
        self.handler = handler
    }
}
