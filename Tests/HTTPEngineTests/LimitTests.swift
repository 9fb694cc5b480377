import HTTPEngine
import HTTPTypes
import TestSupport
import Testing

/// Clients that are slow, silent or too many.
@Suite(.serialized, .overTransports, .timeLimit(.minutes(2))) struct LimitTests {
    private static func routes(_ router: inout Router) {
        router.on(.get, "/", sync: { _ in Response() })
        router.on(.post, "/", body: .collect(upTo: 1000), sync: { _ in Response() })
    }

    private static func limits(_ change: (inout Limits) -> Void) -> Limits {
        var limits = Limits.patient
        change(&limits)
        return limits
    }

    /// It is running out while the test waits. Over TLS it has to last for the handshake too, also on a busy machine.
    private static var headTime: Duration { .milliseconds(TestTransport.current == .tls ? 500 : 30) }

    @Test(arguments: ["G", "GET / HTTP/1.1\r\nHost:", "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /"])
    func slowHead_isRefused_with408(_ text: String) async throws {
        let limits = Self.limits { $0.headTimeout = Self.headTime }
        try await TestServer.run(limits: limits, Self.routes) { test in
            let client = try test.connect()
            try await client.send(text)
            if text.hasSuffix("\r\n\r\nGET /") { #expect(try await client.receiveReply().status == 200) }
            #expect(try await client.receiveReply().status == 408)
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func slowBody_isRefused_with408_whenItStops() async throws {
        let limits = Self.limits { $0.bodyIdleTimeout = .milliseconds(30) }
        try await TestServer.run(limits: limits, Self.routes) { test in
            let client = try test.connect()
            try await client.send(request("POST", "/", "Content-Length: 5") + "hell")
            #expect(try await client.receiveReply().status == 408)
        }
    }

    @Test func slowBody_isRefused_with408_whenItOnlyTrickles() async throws {
        let limits = Self.limits { $0.bodyIdleTimeout = .milliseconds(200) }
        try await TestServer.run(limits: limits, Self.routes) { test in
            let client = try test.connect()
            try await client.send(request("POST", "/", "Content-Length: 1000"))
            let trickle = Task {
                // Never silent for long, and never fast enough.
                for _ in 0..<200 {
                    try await client.send("x")
                    try await Task.sleep(for: .milliseconds(5))
                }
            }
            // The queue of the socket is for one at a time.
            _ = await trickle.result
            #expect(try await client.receiveReply().status == 408)
        }
    }

    @Test(arguments: ["", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"])
    func idleConnection_isClosed_withoutAWord(_ text: String) async throws {
        let limits = Self.limits {
            $0.keepAliveTimeout = .milliseconds(30)
            $0.headTimeout = Self.headTime
        }
        try await TestServer.run(limits: limits, Self.routes) { test in
            let client = try test.connect()
            try await client.send(text)
            if !text.isEmpty { #expect(try await client.receiveReply().status == 200) }
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func connections_areTurnedAway_beyondTheLimit() async throws {
        for limits in [Self.limits { $0.connections = 2 }, Self.limits { $0.connectionsPerClient = 2 }] {
            try await TestServer.run(limits: limits, Self.routes) { test in
                let kept = [try test.connect(), try test.connect()]
                for client in kept {
                    try await client.send(request("GET", "/"))
                    #expect(try await client.receiveReply().status == 200)
                }
                #expect(try await test.turnsAway())
                #expect(test.server.statistics.refused == 1)
                // Room is made again by one that leaves.
                kept[0].close()
                try await eventually { test.server.statistics.open == 1 }
                #expect(try await test.reply(to: request("GET", "/")).status == 200)
            }
        }
    }
}
