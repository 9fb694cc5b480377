import HTTPEngine
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import WebSocket

/// A server with one WebSocket route, and raw clients for it.
private struct SocketServer {
    let server: HTTPServer
    let address: SocketAddress

    static func run(
        limits: WebSocketLimits = .patient, protocols: [String] = [],
        _ session: @escaping @Sendable (WebSocketConnection) async -> Void,
        _ body: (SocketServer) async throws -> Void
    ) async throws {
        var router = Router()
        router.on(
            .get, "/live",
            sync: { request in
                .webSocket(request, limits: limits, subprotocols: protocols, session: session)
            })
        var configuration = ServerConfiguration()
        configuration.loops = 1
        if TestTransport.current == .tls {
            configuration.tls = try TLSContext(
                chain: TestCertificate.shared.path, key: TestCertificate.shared.keyPath)
        }
        // No timeout that a busy machine could run into.
        configuration.limits.headTimeout = .seconds(600)
        configuration.limits.lingerTimeout = .seconds(600)
        let server = HTTPServer(configuration: configuration, router: router)
        let test = SocketServer(server: server, address: try server.start())
        do {
            try await body(test)
        } catch {
            await server.shutdown(within: .zero)
            throw error
        }
        await server.shutdown(within: .zero)
    }

    /// - Parameter early: Bytes sent in one go with the handshake.
    func connect(
        early: [UInt8] = [], fields: [String] = [], receiveBuffer: Int32? = nil
    ) async throws -> (client: SocketClient, reply: HTTPReply) {
        let client = try SocketClient(host: address.host, port: address.port, receiveBuffer: receiveBuffer)
        let lines =
            [
                "GET /live HTTP/1.1", "Host: a", "Upgrade: websocket", "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
            ] + fields
        try await client.send(Array((lines + ["", ""]).joined(separator: "\r\n").utf8) + early)
        return (client, try await client.receiveReply())
    }
}

extension WebSocketLimits {
    fileprivate static var patient: WebSocketLimits {
        var limits = WebSocketLimits()
        limits.pingInterval = .seconds(600)
        limits.closeTimeout = .seconds(600)
        return limits
    }
}

extension SocketClient {
    /// The next frame from the server: opcode and payload.
    fileprivate func receiveFrame() async throws -> (opcode: UInt8, payload: [UInt8]) {
        let header = try await receive(exactly: 2)
        #expect(header[0] & 0x70 == 0 && header[1] & 0x80 == 0)
        var count = Int(header[1])
        if count >= 126 {
            count = try await receive(exactly: count == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) }
        }
        return (header[0] & 0x0f, try await receive(exactly: count))
    }

    fileprivate func expectText(_ text: String) async throws {
        let (opcode, payload) = try await receiveFrame()
        #expect(opcode == 1 && String(decoding: payload, as: UTF8.self) == text)
    }

    fileprivate func expectClose(_ code: UInt16) async throws {
        let (opcode, payload) = try await receiveFrame()
        #expect(opcode == 8 && Array(payload.prefix(2)) == [UInt8(code >> 8), UInt8(code & 255)])
    }
}

private func text(_ text: String) -> [UInt8] { frame(1, Array(text.utf8)) }

private func echo(_ socket: WebSocketConnection) async {
    while let message = await socket.next() {
        switch message {
        case .text(let bytes): socket.send(EncodedFrame(text: bytes))
        case .binary(let bytes): socket.send(EncodedFrame(binary: bytes))
        }
    }
}

/// The protocol over real sockets: handshake, frames, pings, closing.
@Suite(.serialized, .overTransports, .timeLimit(.minutes(2))) struct WebSocketTests {
    @Test func handshake_isAnswered_asInTheStandardsExample() async throws {
        try await SocketServer.run(protocols: ["b", "a"], echo) { test in
            let (client, reply) = try await test.connect(fields: [
                "Sec-WebSocket-Protocol: x, a", "Sec-WebSocket-Protocol: b",
            ])
            #expect(reply.status == 101 && reply["Upgrade"] == "websocket" && reply["Connection"] == "Upgrade")
            #expect(reply["Sec-WebSocket-Accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            #expect(reply["Sec-WebSocket-Protocol"] == "b" && reply["Content-Length"] == nil)
            try await client.send(text("hi"))
            try await client.expectText("hi")
        }
    }

    static let badHandshakes: [([String: String?], Int)] = [
        (["Upgrade": nil], 426), (["Upgrade": "h2c"], 426), (["Connection": "keep-alive"], 426),
        (["Connection": nil], 426), (["Sec-WebSocket-Version": "8"], 426), (["Sec-WebSocket-Version": nil], 426),
        (["Sec-WebSocket-Key": nil], 400), (["Sec-WebSocket-Key": "short"], 400),
        (["Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ"], 400),
        (["Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25j!Q=="], 400),
        (["Upgrade": "WebSocket"], 101), (["Connection": "UPGRADE"], 101),
    ]

    @Test(arguments: badHandshakes)
    func handshake_isChecked(_ changes: [String: String?], _ status: Int) async throws {
        try await SocketServer.run(echo) { test in
            var fields: [String: String?] = [
                "Host": "a", "Upgrade": "websocket", "Connection": "Upgrade",
                "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
            ]
            for (name, value) in changes { fields[name] = .some(value) }
            let lines = fields.compactMap { name, value in value.map { "\(name): \($0)" } }
            let client = try SocketClient(host: test.address.host, port: test.address.port)
            try await client.send((["GET /live HTTP/1.1"] + lines + ["", ""]).joined(separator: "\r\n"))
            let reply = try await client.receiveReply()
            #expect(reply.status == status)
            if status == 426 { #expect(reply["Sec-WebSocket-Version"] == "13" && reply["Upgrade"] == "websocket") }
        }
    }

    @Test func bytesSentWithTheHandshake_areNotLost() async throws {
        try await SocketServer.run(echo) { test in
            let (client, _) = try await test.connect(early: text("one") + text("two").prefix(3))
            try await client.send(Array(text("two").dropFirst(3)))
            try await client.expectText("one")
            try await client.expectText("two")
        }
    }

    @Test func messages_areEchoed_ofEverySize() async throws {
        try await SocketServer.run(echo) { test in
            let (client, _) = try await test.connect()
            for count in [0, 1, 125, 126, 20_000, 65_535, 65_536] {
                let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
                try await client.send(frame(2, payload))
                let received = try await client.receiveFrame()
                #expect(received.opcode == 2 && received.payload == payload)
            }
            for byte in frame(1, [97], final: false) + frame(9, [5]) + frame(0, [98]) { try await client.send([byte]) }
            let pong = try await client.receiveFrame()
            #expect(pong.opcode == 10 && pong.payload == [5])
            try await client.expectText("ab")
        }
    }

    @Test(
        arguments: [
            (frame(8, [3, 232]), 1000), (frame(8, [15, 160]), 4000), (frame(1, [0xff]), 1007), (frame(3), 1002),
            (frame(1, [1], masked: false), 1002), (frame(2, [UInt8](repeating: 0, count: 70_000)), 1009),
        ] as [([UInt8], UInt16)])
    func connection_isClosed_withTheRightCode(_ bytes: [UInt8], _ code: UInt16) async throws {
        let codes = Mutex<[CloseCode?]>([])
        let ended = Gate()
        try await SocketServer.run { socket in
            await echo(socket)
            codes.withLock { $0.append(socket.closeCode) }
            ended.open()
        } _: { test in
            let (client, _) = try await test.connect()
            try await client.send(bytes + text("too late"))
            try await client.expectClose(code)
            #expect(try await client.receiveAll() == [])
            await ended.wait()
            #expect(codes.withLock { $0 } == [CloseCode(rawValue: code)])
        }
    }

    @Test func emptyCloseFrame_isAnswered_withAnEmptyOne() async throws {
        try await SocketServer.run(echo) { test in
            let (client, _) = try await test.connect()
            try await client.send(frame(8))
            let close = try await client.receiveFrame()
            #expect(close.opcode == 8 && close.payload == [])
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func lostConnection_endsTheSession_afterWhatItHadSent() async throws {
        let heard = Mutex<[WebSocketMessage]>([])
        let code = Mutex<CloseCode?>(nil)
        let ended = Gate()
        let go = Gate()
        try await SocketServer.run { socket in
            await go.wait()
            while let message = await socket.next() { heard.withLock { $0.append(message) } }
            code.withLock { $0 = socket.closeCode }
            ended.open()
        } _: { test in
            let (client, _) = try await test.connect()
            try await client.send(text("a") + text("b"))
            client.finishSending()
            #expect(try await client.receiveAll() == [])
            go.open()
            await ended.wait()
            #expect(heard.withLock { $0 } == [.text([97]), .text([98])])
            #expect(code.withLock { $0 } == .abnormal)
        }
    }

    @Test func session_closes_afterItsLastWords() async throws {
        try await SocketServer.run { socket in
            _ = await socket.next()
            for number in 0..<100 { socket.send(text: "\(number)") }
            socket.close(.policyViolation, reason: "no more")
            socket.send(text: "unheard")
        } _: { test in
            let (client, _) = try await test.connect(early: text("go"))
            for number in 0..<100 { try await client.expectText("\(number)") }
            let close = try await client.receiveFrame()
            #expect(close.opcode == 8 && close.payload == [3, 240] + Array("no more".utf8))
            // Messages after our close frame are dropped, the peer's close frame ends it.
            try await client.send(text("late") + frame(8, [3, 240]))
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func session_thatReturns_closesNormally() async throws {
        var limits = WebSocketLimits.patient
        limits.closeTimeout = .milliseconds(20)
        try await SocketServer.run(limits: limits, { _ in }) { test in
            let (client, _) = try await test.connect()
            try await client.expectClose(1000)
            // A client that does not answer does not hold the socket for ever.
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func silentPeer_isPinged_andGivenUp() async throws {
        var limits = WebSocketLimits.patient
        limits.pingInterval = .milliseconds(10)
        limits.pongTimeout = .milliseconds(10)
        try await SocketServer.run(limits: limits, echo) { test in
            let (client, _) = try await test.connect()
            #expect(try await client.receiveFrame().opcode == 9)
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func peerThatAnswersPings_isKept() async throws {
        var limits = WebSocketLimits.patient
        limits.pingInterval = .milliseconds(10)
        try await SocketServer.run(limits: limits, echo) { test in
            let (client, _) = try await test.connect()
            for _ in 0..<5 {
                #expect(try await client.receiveFrame().opcode == 9)
                try await client.send(frame(10))
            }
        }
    }

    @Test func peerThatDoesNotRead_isClosed_with1013() async throws {
        var limits = WebSocketLimits.patient
        limits.outboxBytes = 100_000
        limits.closeTimeout = .seconds(60)
        let frame = EncodedFrame(binary: [UInt8](repeating: 1, count: 50_000))
        let overflowed = Gate()
        try await SocketServer.run(limits: limits) { socket in
            while socket.closeCode == nil {
                socket.send(frame)
                await Task.yield()
            }
            #expect(socket.closeCode == .tryAgainLater)
            overflowed.open()
            #expect(await socket.next() == nil)
        } _: { test in
            let (client, _) = try await test.connect(receiveBuffer: 8192)
            await overflowed.wait()
            var opcode: UInt8 = 2
            var payload: [UInt8] = []
            while opcode == 2 { (opcode, payload) = try await client.receiveFrame() }
            #expect(opcode == 8 && payload.starts(with: [3, 245]))
        }
    }

    @Test func peerThatNeverReads_isCut_afterTheCloseTimeout() async throws {
        var limits = WebSocketLimits.patient
        limits.closeTimeout = .milliseconds(30)
        let frame = EncodedFrame(binary: [UInt8](repeating: 1, count: 50_000))
        try await SocketServer.run(limits: limits) { socket in
            while socket.closeCode == nil {
                socket.send(frame)
                await Task.yield()
            }
        } _: { test in
            let (client, _) = try await test.connect(receiveBuffer: 8192)
            try await eventually { test.server.statistics.open == 0 }
            client.close()
        }
    }

    @Test func socket_isNotRead_whileTheSessionLags_andNothingIsLost() async throws {
        var limits = WebSocketLimits.patient
        limits.inboxMessages = 4
        let go = Gate()
        let mistakes = Atomic<Int>(0)
        try await SocketServer.run(limits: limits) { socket in
            await go.wait()
            for number in 0..<2_000 where await socket.next() != .text(Array("\(number)".utf8)) {
                mistakes.wrappingAdd(1, ordering: .relaxed)
            }
            socket.send(text: "all")
        } _: { test in
            let (client, _) = try await test.connect()
            try await client.send((0..<2_000).flatMap { text("\($0)") })
            go.open()
            try await client.expectText("all")
            #expect(mistakes.load(ordering: .relaxed) == 0)
        }
    }

    @Test func peer_isNotGivenUp_whileItIsTheSessionThatLags() async throws {
        var limits = WebSocketLimits.patient
        limits.inboxMessages = 4
        limits.pingInterval = .milliseconds(5)
        limits.pongTimeout = .milliseconds(5)
        let go = Gate()
        try await SocketServer.run(limits: limits, { _ in await go.wait() }) { test in
            _ = try await test.connect(early: (0..<10).flatMap { text("\($0)") })
            // Many times the peer's patience; a pong would not be read.
            try await Task.sleep(for: .milliseconds(100))
            #expect(test.server.statistics.open == 1)
            go.open()
        }
    }

    @Test func broadcast_fromManyThreads_keepsTheOrderOfEach() async throws {
        let sockets = Mutex<[WebSocketConnection]>([])
        try await SocketServer.run { socket in
            sockets.withLock { $0.append(socket) }
            socket.send(text: "ready")
            await echo(socket)
        } _: { test in
            var clients: [SocketClient] = []
            for _ in 0..<10 {
                let (client, _) = try await test.connect()
                try await client.expectText("ready")
                clients.append(client)
            }
            let all = sockets.withLock { $0 }
            await withTaskGroup(of: Void.self) { group in
                for sender in 0..<4 {
                    group.addTask {
                        for number in 0..<200 {
                            let frame = EncodedFrame(binary: [UInt8(sender), UInt8(number)])
                            for socket in all { socket.send(frame) }
                        }
                    }
                }
            }
            for client in clients {
                var next = [UInt8](repeating: 0, count: 4)
                for _ in 0..<800 {
                    let payload = try await client.receiveFrame().payload
                    #expect(payload[1] == next[Int(payload[0])])
                    next[Int(payload[0])] &+= 1
                }
            }
        }
    }

    @Test func next_returnsNil_whenItsTaskIsCancelled() async throws {
        let ended = Gate()
        try await SocketServer.run { socket in
            let reader = Task { await socket.next() }
            await Task.yield()
            reader.cancel()
            #expect(await reader.value == nil)
            socket.send(text: "still open")
            #expect(await socket.next() == .text([97]))
            ended.open()
        } _: { test in
            let (client, _) = try await test.connect()
            try await client.expectText("still open")
            try await client.send(text("a"))
            await ended.wait()
        }
    }

    @Test func shutdown_closesWith1001() async throws {
        try await SocketServer.run(echo) { test in
            let (client, _) = try await test.connect()
            let shutdown = Task { await test.server.shutdown(within: .seconds(60)) }
            try await client.expectClose(1001)
            try await client.send(frame(8, [3, 233]))
            #expect(try await client.receiveAll() == [])
            client.close()
            _ = await shutdown.value
            #expect(test.server.statistics.open == 0)
        }
    }

    @Test func manySockets_comeAndGo() async throws {
        try await SocketServer.run(echo) { test in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let (client, reply) = try await test.connect(early: text("\(number)"))
                        #expect(reply.status == 101)
                        try await client.expectText("\(number)")
                        for round in 0..<10 {
                            try await client.send(text("\(round)"))
                            try await client.expectText("\(round)")
                        }
                        switch number % 3 {
                        case 0: client.reset()
                        case 1: client.close()
                        default:
                            try await client.send(frame(8, [3, 232]))
                            try await client.expectClose(1000)
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await eventually { test.server.statistics.open == 0 }
        }
    }
}
