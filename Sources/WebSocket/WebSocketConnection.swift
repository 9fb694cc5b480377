/// The server's end of a WebSocket, as a session sees it.
public final class WebSocketConnection: Sendable {
    /// The next message, or nil once either side has closed. For one reader.
    public func next() async -> WebSocketMessage? { fatalError() }

    /// Queues a frame. From any thread, never blocks; a full outbox closes the connection with 1013.
    public func send(_ frame: EncodedFrame) { fatalError() }

    public func send(text: String) { send(EncodedFrame(text: Array(text.utf8))) }

    /// Starts the closing handshake. From any thread; what was sent before goes out first.
    ///
    /// - Parameter reason: At most 123 bytes are sent.
    public func close(_ code: CloseCode, reason: String = "") { fatalError() }

    /// Why the connection was closed; nil while it is open.
    public var closeCode: CloseCode? { nil }

    init() {}
}
