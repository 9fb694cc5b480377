/// Writes the body of a ``ResponseBody/stream(_:)`` response.
public final class ResponseWriter: Sendable {
    /// Sends `bytes`, waiting while more than ``Limits/outputHighWater`` is queued for the client.
    ///
    /// - Throws: ``ConnectionClosed`` when the client is gone.
    public func write(_ bytes: [UInt8]) async throws(ConnectionClosed) { fatalError() }

    init() {}
}

/// The peer is gone, or the server closed the connection.
public struct ConnectionClosed: Error, Sendable, Hashable {}
