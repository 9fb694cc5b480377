/// An HTTP/1.1 server on epoll loops.
public final class HTTPServer: Sendable {
    public init(configuration: ServerConfiguration, router: Router) {}

    /// Binds, listens and starts the loops; accepting when it returns.
    public func start() throws(StartError) -> SocketAddress { fatalError() }

    /// Stops accepting, finishes the requests in flight, closes WebSockets with 1001, then closes what is left when
    /// the time is over.
    public func shutdown(within bound: Duration) async { fatalError() }

    public var statistics: ServerStatistics { ServerStatistics() }
}

/// Why a server could not start.
public enum StartError: Error, Sendable, Hashable {
    /// The host is neither an address nor a name that resolves.
    case unknownHost(String)
    /// The named system call failed with this errno.
    case system(call: String, errno: Int32)
}
