/// The bounds of one WebSocket. Sizes are bytes of payload.
public struct WebSocketLimits: Sendable {
    /// The largest frame. A larger one is closed with 1009 as soon as its header is read.
    public var maxFrame = 64 * 1024
    /// The largest message, in however many frames. A larger one is closed with 1009.
    public var maxMessage = 256 * 1024
    /// Messages that were received and not yet taken by ``WebSocketConnection/next()``. At
    /// this bound the socket is not read.
    public var inboxMessages = 64
    /// Frames queued for a peer that does not read. Beyond this the connection is closed with 1013; the
    /// peer can reconnect and catch up.
    public var outboxBytes = 1024 * 1024
    /// The silence after which a ping is sent: shorter than the 60 s after which proxies cut idle connections.
    public var pingInterval = Duration.seconds(25)
    /// The silence after a ping that ends the connection.
    public var pongTimeout = Duration.seconds(20)
    /// How long the peer may take to answer the server's close frame.
    public var closeTimeout = Duration.seconds(5)

    public init() {}
}
