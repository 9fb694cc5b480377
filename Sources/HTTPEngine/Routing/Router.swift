public import HTTPTypes

/// The routes of a server and the three places every response passes.
public struct Router: Sendable {
    /// Turns what a handler threw into a response. Default: an ``HTTPError`` as it is, anything else a bare 500.
    public var onError: @Sendable (any Error, Request) -> Response = { error, _ in
        Response(error as? HTTPError ?? HTTPError(.internalServerError, code: "internal", message: "Internal error."))
    }
    /// The last touch on every response, the engine's own refusals too (CORS, security fields). The request is nil if
    /// none could be parsed.
    public var finish: @Sendable (Request?, inout Response) -> Void = { _, _ in }
    /// Answers OPTIONS for a known path, such as a CORS preflight. Default: 204 with `Allow`.
    public var options: (@Sendable (Request) -> Response)?

    public init() {}

    /// Adds a route whose handler runs on the event loop and must not block.
    ///
    /// - Parameters:
    ///   - pattern: Segments after slashes; `{name}` takes one segment, a last `{name...}` takes the rest.
    ///   - admit: Asked with the head before a body is read (and before `100 Continue`); what it throws is the answer.
    public mutating func on(
        _ method: HTTPRequest.Method, _ pattern: String, body: BodyPolicy = .none,
        admit: (@Sendable (Request) throws -> Void)? = nil,
        sync handler: @escaping @Sendable (Request) throws -> Response
    ) { fatalError() }

    /// Adds a route whose handler starts on the event loop without a hop and resumes on it.
    public mutating func on(
        _ method: HTTPRequest.Method, _ pattern: String, body: BodyPolicy = .none,
        admit: (@Sendable (Request) throws -> Void)? = nil,
        async handler: @escaping @Sendable (Request) async throws -> Response
    ) { fatalError() }
}
