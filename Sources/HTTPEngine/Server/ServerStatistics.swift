/// Counters since the start of a server, for a metrics page.
public struct ServerStatistics: Sendable, Hashable {
    /// Connections accepted.
    public var accepted = 0
    /// Connections turned away because of ``Limits/connections`` or ``Limits/connectionsPerClient``.
    public var refused = 0
    /// Connections that are open, including upgraded ones.
    public var open = 0
    /// Idle connections closed to make room for others.
    public var madeRoom = 0
    /// Bytes in memory that wait for a peer or for their turn.
    public var heldBytes = 0
    /// Connections closed because they held most of the memory.
    public var evicted = 0
    /// Requests whose head was parsed.
    public var requests = 0
    /// Of each route that has answered anything.
    public var routes: [RouteStatistics] = []

    /// When the certificate that is shown expires, in seconds since 1970; nil without TLS.
    public var certificateEnd: Int?

    public init() {}
}
