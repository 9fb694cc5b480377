/// Counters since the start of a server, for a metrics page.
public struct ServerStatistics: Sendable, Hashable {
    /// Connections accepted.
    public var accepted = 0
    /// Connections turned away by ``Limits/connections`` or ``Limits/connectionsPerAddress``.
    public var refused = 0
    /// Connections open now, upgraded ones included.
    public var open = 0
    /// Requests whose head was understood.
    public var requests = 0

    public init() {}
}
