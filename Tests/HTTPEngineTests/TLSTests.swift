import Glibc
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import HTTPEngine

/// What TLS adds to a connection: its handshake, its end, and whatever passes in it beside the bytes of HTTP. That HTTP
/// goes through it as without it is tested by the suites with `.overTransports`.
@Suite(.serialized, .timeLimit(.minutes(2))) struct TLSTests {
    private static let body = [UInt8](repeating: 7, count: 3_000_000)

    private static func withServer(
        limits: Limits = .patient, certificate: TestCertificate = .shared,
        _ body: (TestServer) async throws -> Void
    ) async throws {
        try await TestServer.run(
            limits: limits,
            { router in
                router.on(.get, "/", sync: { _ in Response(body: .bytes([111])) })
                router.on(.get, "/large", sync: { _ in Response(body: .bytes(Self.body)) })
                router.on(.post, "/", body: .collect(upTo: 5_000_000), sync: { Response(body: .bytes($0.body.bytes)) })
                router.on(.get, "/breaks", sync: { _ in Response(body: .stream { _ in throw CancellationError() }) })
            }, configure: { $0.tls = try? TLSContext(certificate) }, body)
    }

    private func offer(_ change: (inout SocketClient.TLSOffer) -> Void = { _ in }) -> SocketClient.TLSOffer {
        var offer = SocketClient.TLSOffer()
        change(&offer)
        return offer
    }

    @Test(arguments: [0x0303, 0x0304] as [Int32], [nil, 1, 7] as [Int?])
    func handshake_isCompleted_inAnyPieces(version: Int32, piece: Int?) async throws {
        try await Self.withServer { test in
            let client = try test.connect(
                offering: offer { offer in
                    offer.version = version
                    offer.piece = piece
                })
            try await client.send(request("GET", "/"))
            #expect(try await client.receiveReply().text == "o")
        }
    }

    @Test func oldVersionsAndOtherProtocols_areRefused() async throws {
        try await Self.withServer { test in
            #expect(throws: SocketClient.Failure.tls("tlsv1 alert protocol version")) {
                try test.connect(offering: offer { $0.version = 0x0302 })
            }
            #expect(throws: SocketClient.Failure.tls("tlsv1 alert no application protocol")) {
                try test.connect(offering: offer { $0.protocols = ["h2"] })
            }
            // Who offers nothing speaks HTTP/1.1, as before there was ALPN.
            for protocols in [[], ["h2", "http/1.1"]] {
                let client = try test.connect(offering: offer { $0.protocols = protocols })
                try await client.send(request("GET", "/"))
                #expect(try await client.receiveReply().text == "o")
            }
        }
    }

    @Test(arguments: ["GET / HTTP/1.1\r\nHost: a\r\n\r\n", "PROPFIND", "P"])
    func requestWithoutTLS_isToldSo_withoutTLS(text: String) async throws {
        try await Self.withServer { test in
            let client = try test.connect(offering: nil)
            try await client.send(text)
            let reply = try await client.receiveReply()
            #expect(reply.status == 400 && reply["Connection"] == "close")
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func nonsense_endsTheConnection_andNoOther() async throws {
        try await Self.withServer { test in
            let honest = try test.connect(offering: offer())
            var chance = SplitMix(seed: 11)
            // The beginning of a ClientHello, so that some of it is understood.
            let hello: [UInt8] = [22, 3, 1, 0, 60, 1, 0, 0, 56, 3, 3] + [UInt8](repeating: 9, count: 54)
            for round in 0..<200 {
                let client = try test.connect(offering: nil)
                var bytes = hello
                for _ in 0..<round % 5 {
                    bytes[Int.random(in: 0..<bytes.count, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
                }
                try await client.sendRaw(bytes)
                client.cutSending()
                _ = try await client.receiveAll()
            }
            try await honest.send(request("GET", "/"))
            #expect(try await honest.receiveReply().text == "o")
            try await eventually { test.server.statistics.open == 1 }
        }
    }

    /// A record that was changed on the way.
    @Test func forgedRecord_endsTheConnection() async throws {
        try await Self.withServer { test in
            let client = try test.connect(offering: offer())
            try await client.sendRaw([23, 3, 3, 0, 32] + [UInt8](repeating: 1, count: 32))
            await #expect(throws: SocketClient.Failure.self) { _ = try await client.receiveAll() }
            try await eventually { test.server.statistics.open == 0 }
        }
    }

    @Test(arguments: [[], [22], [22, 3, 1, 0, 60, 1, 0]] as [[UInt8]])
    func handshakeThatDoesNotEnd_isGivenUp_whenAHeadWouldBe(beginning: [UInt8]) async throws {
        var limits = Limits.patient
        limits.headTimeout = .milliseconds(50)
        try await Self.withServer(limits: limits) { test in
            let client = try test.connect(offering: nil)
            try await client.sendRaw(beginning)
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func handshakesUnderWay_areCountedInTheMemory() async throws {
        var limits = Limits.patient
        limits.heldBytesPerClient = 1_000_000
        try await Self.withServer(limits: limits) { test in
            let clients = try (0..<40).map { _ in try test.connect(offering: nil) }
            for client in clients { try await client.sendRaw([22, 3, 1, 0, 60, 1, 0]) }
            try await eventually { test.server.statistics.evicted > 10 }
            let honest = try test.connect(offering: offer())
            try await honest.send(request("GET", "/"))
            #expect(try await honest.receiveReply().text == "o")
            for client in clients { client.close() }
            try await eventually { test.server.statistics.open == 1 && test.server.statistics.heldBytes == 0 }
        }
    }

    @Test func end_isAnnounced_unlessSomethingWasCutOff() async throws {
        try await Self.withServer { test in
            let whole = try test.connect(offering: offer())
            try await whole.send(request("GET", "/", "Connection: close"))
            #expect(try await whole.receiveReply().text == "o")
            #expect(try await whole.receiveAll() == [])
            #expect(whole.hasSeenEnd)
            let cut = try test.connect(offering: offer())
            try await cut.send(request("GET", "/breaks"))
            _ = try await cut.receiveAll()
            #expect(!cut.hasSeenEnd)
        }
    }

    @Test func idleConnection_isEndedInOrder() async throws {
        var limits = Limits.patient
        limits.keepAliveTimeout = .milliseconds(30)
        try await Self.withServer(limits: limits) { test in
            let client = try test.connect(offering: offer())
            try await client.send(request("GET", "/"))
            _ = try await client.receiveReply()
            #expect(try await client.receiveAll() == [])
            #expect(client.hasSeenEnd)
        }
    }

    /// The peer's end without an announcement might be somebody else's doing.
    @Test func streamThatIsCut_endsTheConnection() async throws {
        try await Self.withServer { test in
            let client = try test.connect(offering: offer())
            try await client.send("GET / HTTP/1.1\r\nHost: ")
            client.cutSending()
            _ = try? await client.receiveAll()  // an alert, if there is time for one
            #expect(!client.hasSeenEnd)
            try await eventually { test.server.statistics.open == 0 }
        }
    }

    /// Its answer has to be sent while the server wants to receive, and while there is no room for anything.
    @Test func updateOfKeys_isAnswered_evenWhileTheClientReadsNothing() async throws {
        try await Self.withServer { test in
            let client = try test.connect(offering: offer())
            for _ in 0..<3 {
                try await client.send(request("GET", "/large"))
                try await eventually { test.server.statistics.requests > 0 }
                try await client.updateKeys()
                try await client.send(request("GET", "/"))
                #expect(try await client.receiveReply().body == Self.body)
                #expect(try await client.receiveReply().text == "o")
            }
        }
    }

    /// Large bodies both ways at once: each side's buffers are full while it wants to do the other.
    @Test func largeBodies_goBothWays() async throws {
        try await Self.withServer { test in
            let client = try test.connect(offering: offer())
            for _ in 0..<3 {
                try await client.send(
                    Array(request("POST", "/", "Content-Length: \(Self.body.count)").utf8) + Self.body)
                #expect(try await client.receiveReply().body == Self.body)
            }
        }
    }

    @Test func certificate_isReplaced_forNewConnectionsOnly() async throws {
        try await Self.withServer { test in
            let old = try test.connect(offering: offer())
            let next = TestCertificate(names: "DNS:localhost")
            test.server.use(try TLSContext(next))
            #expect(throws: SocketClient.Failure.tls("certificate verify failed")) {
                try test.connect(offering: offer())
            }
            let client = try test.connect(offering: offer { $0.certificate = next })
            for client in [old, client] {
                try await client.send(request("GET", "/"))
                #expect(try await client.receiveReply().text == "o")
            }
        }
    }

    @Test func handshakes_ofOneClient_areBoundedInAWhile() async throws {
        var limits = Limits.patient
        limits.handshakesPerClient = 5
        try await Self.withServer(limits: limits) { test in
            for _ in 0..<5 {
                try test.connect(offering: offer()).close()
                try await eventually { test.server.statistics.open == 0 }
            }
            #expect(throws: SocketClient.Failure.self) { try test.connect(offering: offer()) }
            #expect(test.server.statistics.refused == 1)
        }
    }

    @Test func pace_startsAnew_afterAWhile() throws {
        let pace = HandshakePace(perClient: 2)
        let networks = try ["203.0.113.1", "203.0.113.2"].map { try #require(IPAddress($0)).network }
        let start: UInt64 = 5_000_000_000_000
        #expect((0..<3).map { _ in pace.admit(networks[0], now: start) } == [true, true, false])
        #expect(pace.admit(networks[1], now: start + 1))
        #expect(!pace.admit(networks[0], now: start + HandshakePace.window - 1))
        #expect(pace.admit(networks[0], now: start + HandshakePace.window))
    }
}
