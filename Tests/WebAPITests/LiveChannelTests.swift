import HTTPEngine
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(2))) struct LiveChannelTests {
    private final class Seen: Sendable {
        let id = Mutex<RequestID?>(nil)
    }

    /// What a log line of the channel would name, even after it has waited.
    @Test func channel_hasTheIDOfTheRequestThatOpenedIt() async throws {
        let seen = Seen()
        var router = Router()
        router.on(
            .get, "/live",
            sync: { request in
                .liveChannel(request) { _ in
                    await Task.yield()
                    seen.id.withLock { $0 = CurrentRequest.id }
                }
            })
        let server = HTTPServer(configuration: ServerConfiguration(), router: router)
        let client = try SocketClient(host: "127.0.0.1", port: try server.start().port)
        try await client.send(
            """
            GET /live HTTP/1.1\r\nHost: desk.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
            Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n
            """)
        let reply = try await client.receiveReply(isHead: true)
        #expect(reply.status == 101)
        try await eventually { seen.id.withLock { $0.map { "\($0)" } } == reply["X-Request-ID"] }
        await server.shutdown(within: .zero)
    }
}
