public import HTTPEngine

extension Response {
    /// Answers an opening handshake (RFC 6455 §4.2): 101, 426 for another version, or 400.
    ///
    /// - Parameters:
    ///   - subprotocols: What the server speaks, preferred first; the first one the client offers too is chosen.
    ///   - session: Runs on the request's loop. The connection is closed when it returns.
    public static func webSocket(
        _ request: Request, limits: WebSocketLimits = .init(), subprotocols: [String] = [],
        session: @escaping @Sendable (WebSocketConnection) async -> Void
    ) -> Response { fatalError() }
}
