/// Hands a connection over to another protocol after a 101 response.
public struct ConnectionUpgrade: Sendable {
    let start: @Sendable (Channel) -> any ChannelDriver

    /// - Parameter start: Called on the connection's loop once the response is queued. The driver that it returns
    ///   gets every byte after the request.
    public init(_ start: @escaping @Sendable (Channel) -> any ChannelDriver) { self.start = start }
}
