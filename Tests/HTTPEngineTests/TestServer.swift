import HTTPEngine
import TestSupport

/// A server on a free port, and clients for it.
struct TestServer {
    let server: HTTPServer
    private let address: SocketAddress

    func connect(receiveBuffer: Int32? = nil) throws -> SocketClient {
        try SocketClient(host: address.host, port: address.port, receiveBuffer: receiveBuffer)
    }

    /// Connects with an offer of TLS of the test's own, or without any.
    func connect(offering tls: SocketClient.TLSOffer?) throws -> SocketClient {
        try SocketClient(host: address.host, port: address.port, tls: tls)
    }

    /// Whether a new connection is one too many. It is answered 503; over TLS it is only closed, without a handshake.
    func turnsAway() async throws -> Bool {
        do {
            let client = try connect()
            return TestTransport.current == .plain ? try await client.receiveReply().status == 503 : false
        } catch SocketClient.Failure.ended, SocketClient.Failure.receive {
            return true
        }
    }

    /// What a new connection gets for `text`.
    func reply(to text: String, isHead: Bool = false) async throws -> HTTPReply {
        let client = try connect()
        try await client.send(text)
        return try await client.receiveReply(isHead: isHead)
    }

    /// Runs `body` with a server that is stopped afterwards.
    static func run(
        loops: Int = 1, limits: Limits = .patient, _ routes: (inout Router) -> Void,
        configure: (inout ServerConfiguration) -> Void = { _ in },
        _ body: (TestServer) async throws -> Void
    ) async throws {
        var router = Router()
        routes(&router)
        var configuration = ServerConfiguration()
        configuration.loops = loops
        configuration.limits = limits
        if TestTransport.current == .tls { configuration.tls = try TLSContext(.shared) }
        configure(&configuration)
        let server = HTTPServer(configuration: configuration, router: router)
        let test = TestServer(server: server, address: try server.start())
        do {
            try await body(test)
        } catch {
            await server.shutdown(within: .zero)
            throw error
        }
        await server.shutdown(within: .zero)
    }
}

extension TLSContext {
    convenience init(_ certificate: TestCertificate) throws(TLSFault) {
        try self.init(chain: certificate.path, key: certificate.keyPath)
    }
}

extension Limits {
    /// No timeout that a busy machine could run into.
    static var patient: Limits {
        var limits = Limits()
        limits.headTimeout = .seconds(600)
        limits.bodyIdleTimeout = .seconds(600)
        limits.lingerTimeout = .seconds(600)
        return limits
    }
}

/// A request without a body.
func request(_ method: String, _ target: String, _ fields: String...) -> String {
    (["\(method) \(target) HTTP/1.1", "Host: test"] + fields + ["", ""]).joined(separator: "\r\n")
}
