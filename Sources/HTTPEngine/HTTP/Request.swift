public import HTTPTypes

/// One request as a handler sees it. Strings are made when asked for.
public struct Request: Sendable {
    public var method: HTTPRequest.Method { fatalError() }
    public var version: HTTPVersion { fatalError() }
    /// Path and query as sent.
    public var target: String { fatalError() }
    /// The path, percent-decoded.
    public var path: String { fatalError() }
    /// The first value of a query parameter, percent-decoded, `+` read as a space.
    public func query(_ name: String) -> String? { fatalError() }
    /// The first value of a field.
    public subscript(_ name: HTTPField.Name) -> String? { fatalError() }
    /// Every value of a field, in order, one for each field line.
    public func values(_ name: HTTPField.Name) -> [String] { fatalError() }
    /// What stands in the place of `{name}` in the route's pattern, percent-decoded.
    public func parameter(_ name: String) -> String? { fatalError() }
    public var body: RequestBody { fatalError() }
    /// The other end of the connection.
    public var peer: SocketAddress { fatalError() }
    /// The loop that owns the connection.
    public var loop: EventLoop { fatalError() }
}
