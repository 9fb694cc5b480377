import Dispatch
import Glibc

/// The settings of a server.
public struct ServerConfiguration: Sendable {
    /// A numeric address or a name; `0.0.0.0` and `::` mean every interface.
    public var host = "127.0.0.1"
    /// 0 takes a free port, which ``HTTPServer/start()`` returns.
    public var port: UInt16 = 0
    /// Sockets that listen already. If there are any, ``host`` and ``port`` are not used.
    public var listeners: [Listener] = []
    /// Event loops: one on two cores, which leaves the other core to the database and to blocking work; else cores - 1.
    public var loops = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) - 1)
    public var limits = Limits()
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    public var trustedProxies: [IPNetwork] = []
    /// The certificate to speak TLS with, on every connection; nil to speak without it.
    public var tls: TLSContext?
    /// Renders the engine's own refusals (4xx and 5xx).
    public var renderError: @Sendable (HTTPError) -> Response = { Response($0) }
    /// The folder of spooled bodies. The files in it have no name, so a crash leaves nothing behind.
    public var spoolDirectory = "/tmp"
    /// Bytes of that folder's disk that bodies must leave free. A body that would take them is answered 507.
    public var spoolFloor = 0
    /// The queue that writes spooled bodies, which blocks. Tests delay it.
    var spoolQueue = DispatchQueue.global()
    /// Is told of internal faults, in one line each. The engine itself does not log.
    public var onFault: @Sendable (String) -> Void = { _ in }

    public init() {}
}
