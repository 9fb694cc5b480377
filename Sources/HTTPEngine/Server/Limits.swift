/// Every bound the engine keeps, with the reason for its default. Sizes are bytes, counts are counts.
public struct Limits: Sendable {
    /// The request line. Longer is 414: browsers and proxies stay below 8 KB.
    public var requestLine = 8 * 1024
    /// The whole head, request line included. Longer is 431: room for fat cookies, small enough to hold per connection.
    /// At most 65,535: a head is read into a buffer of 64 KB.
    public var head = 32 * 1024 {
        didSet { head = min(head, 65_535) }
    }
    /// Fields of one request. More is 431: a browser sends about 15.
    public var fields = 100
    /// Chunk extensions of one body, which nothing here uses. More is 400.
    public var chunkExtensions = 4 * 1024
    /// Trailer section of one body, which is checked and dropped. More is 431.
    public var trailers = 8 * 1024
    /// A refused body up to this size is read and dropped so that the connection can be kept; beyond it is closed.
    public var discardedBody = 64 * 1024
    /// Requests of one connection answered in a row before the others get their turn.
    public var pipelineDepth = 64
    /// Output queued on a connection above which nothing more is parsed or accepted from a stream.
    public var outputHighWater = 256 * 1024
    /// Open connections; more are answered 503 and closed. Each costs the kernel a few KB.
    public var connections = 20_000
    /// Open connections that serve one client's network, an IPv4 address or an IPv6 /64, whether it comes itself or
    /// through a trusted proxy. An office of a thousand people with two windows each, or a mobile operator's address,
    /// comes through; one of them can't take a tenth of all.
    public var connectionsPerClient = 2_000
    /// How long a connection must have been idle before it may be closed to make room for another: a new one is about to
    /// say something.
    public var idleGrace = Duration.seconds(1)
    /// Bytes that all connections together may hold in memory: answers that wait for their reader, and what is read and
    /// waits for its turn. Beyond it, those that hold most are closed.
    public var heldBytes = 256 << 20
    /// The same for one client's network: an office whose hundred windows all load a history over a slow line fits.
    public var heldBytesPerClient = 32 << 20
    /// From the first byte of a head (or from accept) to its last: a head is one or two packets.
    public var headTimeout = Duration.seconds(10)
    /// Without a byte of an announced body.
    public var bodyIdleTimeout = Duration.seconds(15)
    /// Bytes a second a body must reach on average, after a grace of ``bodyIdleTimeout``: slower is 408.
    public var bodyMinimumRate = 1_024
    /// Between two requests of a connection: longer than a browser's or proxy's usual reuse of 60 s.
    public var keepAliveTimeout = Duration.seconds(75)
    /// Queued output of which the peer takes nothing for this long ends the connection.
    public var writeTimeout = Duration.seconds(30)
    /// Bytes a second of queued output that the peer has to take on average, after a grace of ``writeTimeout``. Phones with
    /// the worst reception (GPRS) read three times as fast.
    public var writeMinimumRate = 1_024
    /// After an error, the time a client may still send before the socket is closed under it.
    public var lingerTimeout = Duration.seconds(2)

    public init() {}
}
