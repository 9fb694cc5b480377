import Glibc
import HTTPTypes
import TestSupport
import Testing

@testable import HTTPEngine

@Suite struct ListenerTests {
    /// What a program that starts this one has done with a socket.
    private func adopt(_ socket: ListeningSocket) throws(StartError) -> Listener {
        try Listener(adopting: dup(socket.descriptor))
    }

    @Test func socketsThatListenAlready_areServed_whateverTheConfiguredAddress() async throws {
        let sockets = [try ListeningSocket(), try ListeningSocket()]
        var configuration = ServerConfiguration()
        configuration.host = "no.such.host.invalid"
        configuration.listeners = try sockets.map { try adopt($0) }
        #expect(configuration.listeners.map(\.address.port) == sockets.map(\.port))
        var router = Router()
        router.on(.get, "/", sync: { _ in Response() })
        let server = HTTPServer(configuration: configuration, router: router)
        #expect(try server.start().port == sockets[0].port)
        for socket in sockets {
            let client = try SocketClient(host: "127.0.0.1", port: socket.port)
            try await client.send(request("GET", "/"))
            #expect(try await client.receiveReply().status == 200)
        }
        await server.roundTrip()
        await server.shutdown(within: .zero)
    }

    /// They wait for the next program that serves the socket.
    @Test func connectionsAfterAShutdown_waitOnASocketOfSomebodyElse() async throws {
        let socket = try ListeningSocket()
        var configuration = ServerConfiguration()
        configuration.listeners = [try adopt(socket)]
        var router = Router()
        router.on(.get, "/", sync: { _ in Response() })
        let first = HTTPServer(configuration: configuration, router: router)
        _ = try first.start()
        await first.shutdown(within: .zero)
        let client = try SocketClient(host: "127.0.0.1", port: socket.port)
        try await client.send(request("GET", "/"))
        let second = HTTPServer(configuration: configuration, router: router)
        _ = try second.start()
        #expect(try await client.receiveReply().status == 200)
        await second.shutdown(within: .zero)
    }

    @Test func anythingButAListeningTCPSocket_isRefused() throws {
        let kinds = [
            (AF_INET, Int32(SOCK_STREAM.rawValue)), (AF_INET, Int32(SOCK_DGRAM.rawValue)),
            (AF_UNIX, Int32(SOCK_STREAM.rawValue)),
        ]
        for (family, kind) in kinds {
            let other = socket(family, kind | Int32(SOCK_CLOEXEC.rawValue), 0)
            defer { close(other) }
            #expect(throws: StartError.notListening(other)) { try Listener(adopting: other) }
        }
        #expect(throws: StartError.notListening(9999)) { try Listener(adopting: 9999) }
        let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        #expect(throws: StartError.notListening(file)) { try Listener(adopting: file) }
    }
}
