import Dispatch
import Glibc

/// Everything a server is told at its start.
public struct ServerConfiguration: Sendable {
    /// A numeric address or a name; `0.0.0.0` and `::` mean every interface.
    public var host = "127.0.0.1"
    /// 0 takes a free port, which ``HTTPServer/start()`` returns.
    public var port: UInt16 = 0
    /// Event loops. One on two cores, which leaves the other to the database and blocking work; else cores - 1.
    public var loops = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) - 1)
    public var limits = Limits()
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    public var trustedProxies: [IPNetwork] = []
    /// How the engine's own refusals (4xx and 5xx) look.
    public var renderError: @Sendable (HTTPError) -> Response = { Response($0) }
    /// The folder of spooled bodies. Files in it have no name, so nothing is left behind by a crash.
    public var spoolDirectory = "/tmp"
    /// Bytes of that folder's disk that bodies leave free; one that would take them is answered with 507.
    public var spoolFloor = 0
    /// Where spooled bodies are written, which blocks. Tests hold it up.
    var spoolQueue = DispatchQueue.global()
    /// Told of internal faults in one line each. The engine itself logs nothing.
    public var onFault: @Sendable (String) -> Void = { _ in }

    public init() {}
}
