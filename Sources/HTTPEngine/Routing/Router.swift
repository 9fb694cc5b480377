public import HTTPTypes

/// The routes of a server, and the hooks that all responses pass.
public struct Router: Sendable {
    /// Fields of every response, the engine's own refusals included. They are encoded once. A handler must not set
    /// them itself, or they are sent twice.
    public var fields: HTTPFields = [:]
    /// Turns an error of a handler into a response. By default an ``HTTPError`` is answered as it is,
    /// any other error with a bare 500.
    public var onError: @Sendable (any Error, Request) -> Response = { error, _ in
        Response(error as? HTTPError ?? .internalFault)
    }
    /// Changes any response last, the engine's own refusals included, where that depends on the request or the
    /// response; otherwise ``fields`` are cheaper. The request is nil if none could be parsed.
    public var finish: @Sendable (Request?, inout Response) -> Void = { _, _ in }
    /// Answers OPTIONS for a known path, such as a CORS preflight; by default with 204. `Allow` is always added.
    public var options: (@Sendable (Request) -> Response)?

    /// Every method and pattern in the order in which they were added.
    public private(set) var endpoints: [Endpoint] = []
    /// What routes are called in statistics; each has the index of one.
    private(set) var labels: [RouteLabel] = []

    private(set) var routes = RouteTree()

    public init() {}

    /// Adds a route whose handler runs on the event loop and must not block.
    ///
    /// - Parameters:
    ///   - pattern: Segments after slashes. `{name}` takes one segment, a final `{name...}` the rest, at least one.
    ///   - label: What statistics call it; its pattern if nil. Routes with one label are counted together.
    ///   - admit: Is given the head before a body is read (and before `100 Continue`). An error that it throws is the
    ///     answer.
    /// - Precondition: The pattern is well formed, and no route of this method has the same shape.
    public mutating func on(
        _ method: HTTPRequest.Method, _ pattern: String, body: BodyPolicy = .none, label: String? = nil,
        admit: (@Sendable (Request) throws -> Void)? = nil,
        sync handler: @escaping @Sendable (Request) throws -> Response
    ) {
        add(method, pattern, label) { Route(method, pattern, body, label: $0, admit, .sync(handler)) }
    }

    /// Adds a route whose handler starts on the event loop, without a hop, and resumes on it.
    public mutating func on(
        _ method: HTTPRequest.Method, _ pattern: String, body: BodyPolicy = .none,
        admit: (@Sendable (Request) throws -> Void)? = nil,
        async handler: @escaping @Sendable (Request) async throws -> Response
    ) {
        add(method, pattern, nil) { Route(method, pattern, body, label: $0, admit, .async(handler)) }
    }

    private mutating func add(
        _ method: HTTPRequest.Method, _ pattern: String, _ name: String?, _ make: (_ label: Int) -> Route
    ) {
        let label = RouteLabel(method: method.rawValue, route: name ?? pattern)
        let known = labels.firstIndex(of: label)
        if known == nil { labels.append(label) }
        let route = make(known ?? labels.count - 1)
        routes.add(route)
        endpoints.append(Endpoint(method: route.method, pattern: pattern))
    }
}

/// A method and a pattern that can be requested.
public struct Endpoint: Sendable, Hashable {
    public let method: HTTPRequest.Method
    public let pattern: String
}

/// The handling of one method of one pattern.
final class Route: Sendable {
    let method: HTTPRequest.Method
    let pattern: PathPattern
    let body: BodyPolicy
    /// The index of its label in ``Router/labels``.
    let label: Int
    let admit: (@Sendable (Request) throws -> Void)?
    let handler: Handler

    enum Handler: Sendable {
        case sync(@Sendable (Request) throws -> Response)
        case async(@Sendable (Request) async throws -> Response)
    }

    init(
        _ method: HTTPRequest.Method, _ pattern: String, _ body: BodyPolicy, label: Int,
        _ admit: (@Sendable (Request) throws -> Void)?, _ handler: Handler
    ) {
        self.method = method
        self.pattern = PathPattern(pattern)
        self.body = body
        self.label = label
        self.admit = admit
        self.handler = handler
    }
}
