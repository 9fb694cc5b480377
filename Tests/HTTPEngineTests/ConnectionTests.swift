import HTTPEngine
import HTTPTypes
import Synchronization
import TestSupport
import Testing

/// What becomes of connections: clients that go, clients that do not read, servers that stop, many at once.
@Suite(.serialized, .overTransports, .timeLimit(.minutes(2))) struct ConnectionTests {
    @Test(arguments: [true, false])
    func handler_isCancelled_whenItsClientGoesAway(_ byReset: Bool) async throws {
        let started = Gate()
        let cancelled = Gate()
        try await TestServer.run({ router in
            router.on(
                .get, "/",
                async: { _ in
                    await withTaskCancellationHandler {
                        started.open()
                        await cancelled.wait()
                    } onCancel: {
                        cancelled.open()
                    }
                    return Response()
                })
        }) { test in
            let client = try test.connect()
            try await client.send(request("GET", "/"))
            await started.wait()
            if byReset { client.reset() } else { client.close() }
            await cancelled.wait()
            try await eventually { test.server.statistics.open == 0 }
        }
    }

    @Test func halfClosedClient_stillGetsItsAnswers() async throws {
        try await TestServer.run({ $0.on(.get, "/", sync: { _ in Response(body: .bytes([111])) }) }) { test in
            let client = try test.connect()
            try await client.send(request("GET", "/") + request("GET", "/"))
            client.finishSending()
            #expect(try await client.receiveReply().text == "o")
            #expect(try await client.receiveReply().text == "o")
            #expect(try await client.receiveAll() == [])
        }
    }

    @Test func pipelinedRequests_wait_whileTheClientDoesNotRead() async throws {
        let handled = Atomic<Int>(0)
        let body = [UInt8](repeating: 1, count: 100_000)
        try await TestServer.run({ router in
            router.on(
                .get, "/",
                sync: { _ in
                    handled.wrappingAdd(1, ordering: .relaxed)
                    return Response(body: .bytes(body))
                })
        }) { test in
            let client = try test.connect(receiveBuffer: 8192)
            try await client.send(String(repeating: request("GET", "/"), count: 120))
            #expect(try await client.receiveLine().hasPrefix("HTTP/1.1 200"))
            var seen = -1
            while seen != handled.load(ordering: .relaxed) {
                seen = handled.load(ordering: .relaxed)
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(seen < 120)
            // Back to a whole response before the replies are read.
            client.putBack(Array("HTTP/1.1 200 OK\r\n".utf8)[...])
            for _ in 0..<120 { #expect(try await client.receiveReply().body.count == 100_000) }
        }
    }

    @Test func connection_isClosed_whenTheClientTakesNothing() async throws {
        var limits = Limits.patient
        limits.writeTimeout = .milliseconds(50)
        let body = [UInt8](repeating: 1, count: 30_000_000)
        try await TestServer.run(limits: limits, { $0.on(.get, "/", sync: { _ in Response(body: .bytes(body)) }) }) {
            test in
            let client = try test.connect(receiveBuffer: 8192)
            try await client.send(request("GET", "/"))
            try await eventually { test.server.statistics.requests == 1 }
            try await eventually { test.server.statistics.open == 0 }
        }
    }

    @Test func shutdown_finishesWhatIsInFlight_andClosesTheRest() async throws {
        let started = Gate()
        let finish = Gate()
        try await TestServer.run({ router in
            router.on(
                .get, "/slow",
                async: { _ in
                    started.open()
                    await finish.wait()
                    return Response(body: .bytes([111]))
                })
            router.on(.get, "/", sync: { _ in Response() })
        }) { test in
            let idle = try test.connect()
            try await idle.send(request("GET", "/"))
            #expect(try await idle.receiveReply().status == 200)
            let busy = try test.connect()
            try await busy.send(request("GET", "/slow"))
            await started.wait()
            let shutdown = Task { await test.server.shutdown(within: .seconds(60)) }
            #expect(try await idle.receiveAll() == [])
            #expect(throws: SocketClient.Failure.self) { try test.connect() }
            finish.open()
            let reply = try await busy.receiveReply()
            #expect(reply.text == "o" && reply["Connection"] == "close")
            busy.close()
            _ = await shutdown.value
            #expect(test.server.statistics.open == 0)
        }
    }

    @Test func shutdown_answersWhoHasJustConnected() async throws {
        var limits = Limits.patient
        limits.idleGrace = .seconds(600)
        try await TestServer.run(limits: limits, { $0.on(.get, "/", sync: { _ in Response() }) }) { test in
            let client = try test.connect()
            try await eventually { test.server.statistics.open == 1 }
            let shutdown = Task { await test.server.shutdown(within: .seconds(60)) }
            // From here on nobody else is let in.
            try await eventually { (try? test.connect()) == nil }
            try await client.send(request("GET", "/"))
            let reply = try await client.receiveReply()
            #expect(reply.status == 200 && reply["Connection"] == "close")
            client.close()
            _ = await shutdown.value
        }
    }

    @Test func shutdown_doesNotWaitLong_forWhoConnectsAndSaysNothing() async throws {
        var limits = Limits.patient
        limits.idleGrace = .milliseconds(20)
        try await TestServer.run(limits: limits, { _ in }) { test in
            let client = try test.connect()
            try await eventually { test.server.statistics.open == 1 }
            let shutdown = Task { await test.server.shutdown(within: .seconds(60)) }
            #expect(try await client.receiveAll() == [])
            #expect(await shutdown.value == [:])
        }
    }

    @Test func shutdown_endsInTime_whateverIsInFlight() async throws {
        let started = Gate()
        let never = Gate()
        try await TestServer.run({ router in
            router.on(
                .get, "/",
                async: { _ in
                    started.open()
                    await never.wait()
                    return Response()
                })
        }) { test in
            let client = try test.connect()
            try await client.send(request("GET", "/"))
            await started.wait()
            await test.server.shutdown(within: .milliseconds(20))
            #expect(try await client.receiveAll() == [])
            // The handler ends after the loop has: it must still be able to.
            never.open()
        }
    }

    @Test func server_canBindAgain_andSaysWhyWhenItCannot() async throws {
        var configuration = ServerConfiguration()
        let first = HTTPServer(configuration: configuration, router: Router())
        configuration.port = try first.start().port
        let second = HTTPServer(configuration: configuration, router: Router())
        #expect(throws: StartError.system(call: "bind", errno: 98)) { try second.start() }
        await first.shutdown(within: .zero)
        #expect(try second.start().port == configuration.port)
        await second.shutdown(within: .zero)
        configuration.host = "no.such.host.invalid"
        #expect(throws: StartError.unknownHost(configuration.host)) {
            try HTTPServer(configuration: configuration, router: Router()).start()
        }
    }

    @Test func timers_fireInOrder_andNotWhenCancelled() async throws {
        let fired = Mutex<[Int]>([])
        let done = Gate()
        try await TestServer.run({ router in
            router.on(
                .get, "/",
                sync: { request in
                    for number in [3, 1, 2] {
                        _ = request.loop.schedule(after: .milliseconds(number)) { fired.withLock { $0.append(number) } }
                    }
                    request.loop.schedule(after: .milliseconds(2)) { fired.withLock { $0.append(9) } }.cancel()
                    _ = request.loop.schedule(after: .milliseconds(4)) { done.open() }
                    return Response()
                })
        }) { test in
            let reply = try await test.reply(to: request("GET", "/"))
            await done.wait()
            #expect(reply.status == 200)
            #expect(fired.withLock { $0 } == [1, 2, 3])
        }
    }

    @Test func manyConnections_areServed_onSeveralLoops() async throws {
        let perClient = 20
        try await TestServer.run(
            loops: 3,
            { router in
                router.on(.get, "/sync/{n}", sync: { Response(body: .bytes(Array(($0.parameter("n") ?? "").utf8))) })
                router.on(
                    .get, "/async/{n}",
                    async: { request in
                        await Task.detached {}.value
                        return Response(body: .bytes(Array((request.parameter("n") ?? "").utf8)))
                    })
            }
        ) { test in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let client = try test.connect()
                        for round in 0..<perClient {
                            let name = "\(number)-\(round)"
                            try await client.send(request("GET", round % 2 == 0 ? "/sync/\(name)" : "/async/\(name)"))
                            #expect(try await client.receiveReply().text == name)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(test.server.statistics.accepted == 200)
            #expect(test.server.statistics.requests == 200 * perClient)
        }
    }

    @Test func server_survives_randomMutationsOverSockets() async throws {
        let seed = Array(
            ("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
                + request("GET", "/echo") + "PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello").utf8)
        try await TestServer.run({ router in
            router.on(.post, "/echo", body: .collect(upTo: 100), sync: { Response(body: .bytes($0.body.bytes)) })
            router.on(.put, "/echo", body: .spool(upTo: 100), async: { _ in Response() })
        }) { test in
            var random = SplitMix(seed: 4)
            for _ in 0..<300 {
                var bytes = seed
                for _ in 0..<Int.random(in: 0...4, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                let client = try test.connect()
                try await client.send(bytes)
                client.finishSending()
                _ = try await client.receiveAll()
            }
            let reply = try await test.reply(to: request("GET", "/echo"))
            #expect(reply.status == 405)
        }
    }
}
