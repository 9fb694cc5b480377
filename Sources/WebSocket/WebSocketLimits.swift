/// The bounds of one WebSocket. Sizes are bytes of payload.
public struct WebSocketLimits: Sendable {
    /// One frame. Larger is closed with 1009 as soon as its header is read.
    public var maxFrame = 64 * 1024
    /// One message of any number of frames. Larger is closed with 1009.
    public var maxMessage = 256 * 1024
    /// Messages received and not yet taken by ``WebSocketConnection/next()``; at the bound the socket is not read.
    public var inboxMessages = 64
    /// Frames queued for a peer that does not read. More is closed with 1013: it can come back and catch up.
    public var outboxBytes = 1024 * 1024
    /// Silence after which a ping is sent: below the 60 s after which proxies cut idle connections.
    public var pingInterval = Duration.seconds(25)
    /// Silence after a ping that ends the connection.
    public var pongTimeout = Duration.seconds(20)
    /// From our close frame to the peer's.
    public var closeTimeout = Duration.seconds(5)

    public init() {}
}
