/// All bounds of the engine, with the reasons for the defaults. Sizes are in bytes.
public struct Limits: Sendable {
    /// The request line. A longer one is answered 414; browsers and proxies stay below 8 KB.
    public var requestLine = 8 * 1024
    /// The whole head, including the request line. A larger one is answered 431. It has room for large cookies, and is
    /// small enough to hold for each connection. At most 65,535: a head is read into a buffer of 64 KB.
    public var head = 32 * 1024 {
        didSet { head = min(head, 65_535) }
    }
    /// Fields of one request. With more it is answered 431; a browser sends about 15.
    public var fields = 100
    /// Chunk extensions of one body. No route uses them, and more are answered 400.
    public var chunkExtensions = 4 * 1024
    /// The trailer section of one body, which is checked and dropped. A larger one is answered 431.
    public var trailers = 8 * 1024
    /// A refused body of at most this size is read and dropped to keep the connection. With a
    /// larger one the connection is closed.
    public var discardedBody = 64 * 1024
    /// Requests of one connection that are answered in a row before other connections get their turn.
    public var pipelineDepth = 64
    /// Queued output of a connection beyond which no more requests are parsed and no more of a stream is accepted.
    public var outputHighWater = 256 * 1024
    /// Open connections. Further ones are answered 503 and closed. Each takes a few KB in the kernel.
    public var connections = 20_000
    /// Open connections of one client's network, an IPv4 address or an IPv6 /64, directly or through a trusted proxy.
    /// An office of a thousand people with two windows each, or a mobile operator's address, gets through; and one
    /// client can take no more than a tenth of all.
    public var connectionsPerClient = 2_000
    /// TLS handshakes that one client's network may begin in ten seconds: as many as it may have connections, since all of
    /// them may come back at once after a restart. Signing for them takes a tenth of a core with an RSA key.
    public var handshakesPerClient = 2_000
    /// How long a connection must have been idle before it may be closed to make room for another, or a new one because the
    /// server stops. A client that has just connected is about to send something.
    public var idleGrace = Duration.seconds(1)
    /// Bytes that all connections together may hold in memory: answers that wait for the client, and input that waits
    /// for its turn. Beyond it, the connections that hold most are closed.
    public var heldBytes = 256 << 20
    /// The same for one client's network: enough for an office whose hundred windows all
    /// load a history over a slow line.
    public var heldBytesPerClient = 32 << 20
    /// From the first byte of a head (or from accept) to its last. A head is one or two packets.
    public var headTimeout = Duration.seconds(10)
    /// The time without a byte of an announced body.
    public var bodyIdleTimeout = Duration.seconds(15)
    /// Bytes a second that a body must reach on average after a grace of
    /// ``bodyIdleTimeout``. A slower one is answered 408.
    public var bodyMinimumRate = 1_024
    /// The time between two requests of a connection: longer than the 60 s for which
    /// browsers and proxies usually reuse one.
    public var keepAliveTimeout = Duration.seconds(75)
    /// If the peer takes nothing of the queued output for this long, the connection is closed.
    public var writeTimeout = Duration.seconds(30)
    /// Bytes a second of queued output that the peer must take on average after a grace of ``writeTimeout``. Phones
    /// with the worst reception (GPRS) read three times as fast.
    public var writeMinimumRate = 1_024
    /// How long a client may go on sending after an error before the socket is closed.
    public var lingerTimeout = Duration.seconds(2)

    public init() {}
}
