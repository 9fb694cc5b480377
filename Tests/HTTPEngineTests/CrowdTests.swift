import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import HTTPEngine

/// What one client may take of the memory and the connections that all share.
@Suite(.serialized, .overTransports, .timeLimit(.minutes(2))) struct CrowdTests {
    private static let large = [UInt8](repeating: 7, count: 300_000)

    private static func routes(_ router: inout Router) {
        router.on(.get, "/", sync: { _ in Response() })
        router.on(.get, "/large", sync: { _ in Response(body: .bytes(large)) })
        router.on(.get, "/huge", sync: { _ in Response(body: .bytes([UInt8](repeating: 7, count: 4_000_000))) })
        router.on(.post, "/spool", body: .spool(upTo: 10_000_000), sync: { _ in Response() })
    }

    private static func limits(_ change: (inout Limits) -> Void) -> Limits {
        var limits = Limits.patient
        limits.writeTimeout = .seconds(600)
        change(&limits)
        return limits
    }

    private static func behindProxy(_ configuration: inout ServerConfiguration) {
        configuration.trustedProxies = ["127.0.0.1"].compactMap { IPNetwork($0) }
    }

    private func from(_ client: String, _ path: String) -> String {
        request("GET", path, "X-Forwarded-For: \(client)")
    }

    /// What is not taken stays with us, where it is counted.
    @Test func kernel_takesLittle_ofWhatThePeerDoesNot() async throws {
        let written = Atomic<Int>(0)
        try await TestServer.run(
            limits: Self.limits { _ in },
            { router in
                Self.routes(&router)
                router.on(
                    .get, "/stream",
                    sync: { _ in
                        Response(
                            body: .stream { writer in
                                while true {
                                    try await writer.write([UInt8](repeating: 7, count: 10_000))
                                    written.add(10_000, ordering: .relaxed)
                                }
                            })
                    })
            }
        ) { test in
            let client = try test.connect(receiveBuffer: 8192)
            try await client.send(request("GET", "/stream"))
            var (before, after) = (-1, 0)
            while before < after {
                before = after
                for _ in 0..<20 { _ = try await test.reply(to: request("GET", "/")) }
                after = written.load(ordering: .relaxed)
            }
            #expect((256 * 1024...600_000).contains(after))
        }
    }

    @Test func memory_isBoundedForOneClient_andTheLargestGivesWay() async throws {
        let limits = Self.limits { $0.heldBytesPerClient = 1_000_000 }
        try await TestServer.run(limits: limits, Self.routes, configure: Self.behindProxy) { test in
            let honest = try test.connect(receiveBuffer: 8192)
            try await honest.send(from("203.0.113.1", "/large"))
            let greedy = try (0..<12).map { _ in try test.connect(receiveBuffer: 8192) }
            for client in greedy {
                try await client.send(from("203.0.113.2", "/large") + from("203.0.113.2", "/large"))
            }
            try await eventually { test.server.statistics.evicted >= 6 }
            #expect(test.server.statistics.heldBytes <= 1_400_000)
            #expect(try await honest.receiveReply().body.count == 300_000)
        }
    }

    /// As long polls do, whose heads can be large.
    @Test func requestsThatWait_areCounted() async throws {
        let limits = Self.limits { $0.heldBytesPerClient = 200_000 }
        let routes: @Sendable (inout Router) -> Void = { router in
            Self.routes(&router)
            router.on(
                .get, "/wait",
                async: { _ in
                    try await Task.sleep(for: .seconds(600))
                    return Response()
                })
        }
        try await TestServer.run(limits: limits, routes, configure: Self.behindProxy) { test in
            let fields = (0..<3).map { "X-\($0): " + String(repeating: "a", count: 7000) }.joined(separator: "\r\n")
            let waiting = try (0..<20).map { _ in try test.connect() }
            for client in waiting {
                try await client.send(request("GET", "/wait", "X-Forwarded-For: 203.0.113.2\r\n" + fields))
            }
            try await eventually { test.server.statistics.evicted >= 4 }
            #expect(test.server.statistics.heldBytes <= 200_000)
            #expect(try await test.reply(to: from("203.0.113.2", "/")).status == 200)
        }
    }

    @Test func memory_isBoundedInTotal() async throws {
        let limits = Self.limits { $0.heldBytes = 1_000_000 }
        try await TestServer.run(limits: limits, Self.routes, configure: Self.behindProxy) { test in
            let clients = try (0..<12).map { _ in try test.connect(receiveBuffer: 8192) }
            for (number, client) in clients.enumerated() {
                try await client.send(from("203.0.113.\(number)", "/large"))
            }
            try await eventually { test.server.statistics.evicted >= 6 }
            #expect(test.server.statistics.heldBytes <= 1_000_000)
        }
    }

    @Test func peer_thatTrickles_isGivenUp() async throws {
        let limits = Self.limits {
            $0.writeTimeout = .milliseconds(300)
            $0.writeMinimumRate = 100_000_000
        }
        try await TestServer.run(limits: limits, Self.routes) { test in
            let client = try test.connect(receiveBuffer: 8192)
            try await client.send(request("GET", "/huge"))
            var got = 0
            do {
                while got < 4_000_000 {
                    let bytes = try await client.receive(upTo: 4096)
                    if bytes.isEmpty { break }
                    got += bytes.count
                    try await Task.sleep(for: .milliseconds(5))
                }
            } catch is SocketClient.Failure {}  // a reset
            #expect(got < 4_000_000)
            try await eventually { test.server.statistics.open == 0 }
        }
    }

    @Test func connections_areBoundedForOneClientBehindAProxy() async throws {
        let limits = Self.limits {
            $0.connectionsPerClient = 4
            $0.idleGrace = .seconds(600)
        }
        try await TestServer.run(limits: limits, Self.routes, configure: Self.behindProxy) { test in
            var clients: [SocketClient] = []
            for number in 0..<6 {
                let client = try test.connect()
                try await client.send(from("203.0.113.1:\(40_000 + number)", "/"))
                #expect(try await client.receiveReply().status == (number < 4 ? 200 : 503))
                clients.append(client)
            }
            // Others come through, on a connection of their own and on one that served somebody else.
            let other = try test.connect()
            for _ in 0..<2 {
                try await other.send(from("203.0.113.2", "/"))
                #expect(try await other.receiveReply().status == 200)
            }
            try await clients[0].send(from("203.0.113.3", "/"))
            #expect(try await clients[0].receiveReply().status == 200)
            // Which makes room where it was.
            let again = try test.connect()
            try await again.send(from("203.0.113.1", "/"))
            #expect(try await again.receiveReply().status == 200)
        }
    }

    @Test func idleConnections_goFirst_whenItGetsFull() async throws {
        for isTotal in [true, false] {
            let limits = Self.limits {
                $0.idleGrace = .zero
                if isTotal { $0.connections = 16 } else { $0.connectionsPerClient = 16 }
            }
            try await TestServer.run(limits: limits, Self.routes) { test in
                let busy = try test.connect()
                try await busy.send(request("POST", "/spool", "Content-Length: 5") + "hell")
                var idle: [SocketClient] = []
                for _ in 0..<5_000 where test.server.statistics.madeRoom < 4 {
                    // One too many is answered 503, or over TLS closed without a handshake.
                    guard let client = try? test.connect() else { continue }
                    try await client.send(request("GET", "/"))
                    let status = try await client.receiveReply().status
                    #expect([200, 503].contains(status))
                    if status == 200 { idle.append(client) }
                }
                #expect(idle.count > 15)
                try await busy.send("o")
                #expect(try await busy.receiveReply().status == 200)
                // The one that was silent for longest is gone.
                #expect(try await idle[0].receiveAll() == [])
            }
        }
    }

    /// Who begins a request and never ends it takes no place from those who ask.
    @Test func unfinishedHeads_goFirst_whenItGetsFull() async throws {
        let limits = Self.limits {
            $0.idleGrace = .zero
            $0.connections = 16
        }
        try await TestServer.run(limits: limits, Self.routes) { test in
            var slow: [SocketClient] = []
            for _ in 0..<16 {
                let client = try test.connect()
                try await client.send("GET / HTTP/1.1\r\nHost: a")
                slow.append(client)
            }
            try await eventually {
                guard let client = try? test.connect() else { return false }
                defer { client.close() }
                try await client.send(request("GET", "/"))
                return try await client.receiveReply().status == 200
            }
            #expect(test.server.statistics.madeRoom > 0)
        }
    }

    @Test func stop_isBounded_andSaysWhatItGaveUp() async throws {
        var router = Router()
        Self.routes(&router)
        router.on(
            .get, "/never",
            async: { _ in
                try await Task.sleep(for: .seconds(600))
                return Response()
            })
        var configuration = ServerConfiguration()
        configuration.limits = Self.limits { _ in }
        if TestTransport.current == .tls { configuration.tls = try TLSContext(.shared) }
        let server = HTTPServer(configuration: configuration, router: router)
        let port = try server.start().port
        func connect() throws -> SocketClient { try SocketClient(host: "127.0.0.1", port: port, receiveBuffer: 8192) }
        let (upload, answer, wait, idle) = (try connect(), try connect(), try connect(), try connect())
        try await upload.send(request("POST", "/spool", "Content-Length: 5") + "hell")
        try await answer.send(request("GET", "/huge"))
        try await wait.send(request("GET", "/never"))
        try await idle.send(request("GET", "/"))
        #expect(try await idle.receiveReply().status == 200)
        try await eventually { server.statistics.requests == 4 && server.statistics.heldBytes > 0 }
        let givenUp = await server.shutdown(within: .milliseconds(50))
        #expect(givenUp == [.requestBeingReceived: 1, .answerBeingSent: 1, .requestBeingAnswered: 1])
        #expect(try await idle.receiveAll() == [])
    }
}
