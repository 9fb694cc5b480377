import Glibc
import HTTPEngine
import HTTPTypes
import Telegram
import TestSupport
import Testing

/// A server on a real socket, for as long as `body` runs.
private func withServer(
    _ routes: (inout Router) -> Void, _ body: (String, HTTPServer) async throws -> Void
) async throws {
    var router = Router()
    routes(&router)
    var configuration = ServerConfiguration()
    configuration.loops = 1
    let server = HTTPServer(configuration: configuration, router: router)
    let address = try server.start()
    try await body("http://127.0.0.1:\(address.port)", server)
    await server.shutdown(within: .seconds(1))
}

private struct Cut: Error {}

/// Closes the connection without a byte of an answer.
private let cut = Response(body: .stream { _ in throw Cut() })

@Suite(.serialized, .timeLimit(.minutes(2))) struct CurlSessionTests {
    @Test func session_keepsItsConnection() async throws {
        try await withServer({
            $0.on(.post, "/echo", body: .collect(upTo: 1000)) { .init(body: .bytes($0.body.bytes)) }
        }) {
            url, server in
            let session = CurlSession()
            for number in 0..<20 {
                let body = Array("call \(number)".utf8)
                let response = try await session.perform(CurlRequest(url: url + "/echo", body: body))
                #expect(response.status == 200 && response.body == body)
            }
            #expect(server.statistics.accepted == 1)
            await session.shutdown()
        }
    }

    @Test func session_makesManyCallsAtOnce() async throws {
        try await withServer({
            $0.on(.post, "/echo", body: .collect(upTo: 1000)) { .init(body: .bytes($0.body.bytes)) }
        }) {
            url, server in
            let session = CurlSession()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let body = Array("call \(number)".utf8)
                        let response = try await session.perform(CurlRequest(url: url + "/echo", body: body))
                        #expect(response.body == body)
                    }
                }
                try await group.waitForAll()
            }
            #expect(server.statistics.accepted <= 16)
            await session.shutdown()
        }
    }

    @Test func session_refusesACallTooMany_beforeSendingIt() async throws {
        let arrived = Counter()
        try await withServer({
            $0.on(
                .post, "/never", body: .collect(upTo: 10),
                async: { _ in
                    arrived.next()
                    try await Task.sleep(for: .seconds(3600))
                    return Response()
                })
        }) { url, _ in
            let session = CurlSession()
            let results = await withTaskGroup(of: CurlError?.self) { group in
                for _ in 0..<257 {
                    group.addTask {
                        do throws(CurlError) {
                            _ = try await session.perform(CurlRequest(url: url + "/never", body: [1]))
                            return nil
                        } catch { return error }
                    }
                }
                let first = await group.next() ?? nil
                group.cancelAll()
                return [first] + (await group.reduce(into: []) { $0.append($1) })
            }
            #expect(results.first == .notSent("too many calls are waiting"))
            #expect(results.dropFirst().allSatisfy { $0 == .cancelled })
            await session.shutdown()
        }
    }

    @Test func session_tellsAStatusAndWhenToComeBack() async throws {
        try await withServer({
            $0.on(.post, "/busy", body: .collect(upTo: 10)) { _ in
                Response(.tooManyRequests, fields: [.retryAfter: "14"], body: .bytes(Array("later".utf8)))
            }
        }) { url, _ in
            let session = CurlSession()
            let response = try await session.perform(CurlRequest(url: url + "/busy", body: [1]))
            #expect(response.status == 429 && response.retryAfter == 14 && response.body == Array("later".utf8))
            await session.shutdown()
        }
    }

    @Test func session_neverSendsARequestTwice_whenAKeptConnectionBreaks() async throws {
        let arrived = Counter()
        try await withServer({
            $0.on(.post, "/fine", body: .collect(upTo: 10)) { _ in Response() }
            $0.on(.post, "/cut", body: .collect(upTo: 10)) { _ in
                arrived.next()
                return cut
            }
        }) { url, server in
            let session = CurlSession()
            _ = try await session.perform(CurlRequest(url: url + "/fine", body: [1]))
            // The first call meets the kept connection, the second one a new connection.
            for calls in 1...2 {
                let error = await error(session, CurlRequest(url: url + "/cut", body: [1]))
                guard case .interrupted = error else { return #expect(Bool(false), "\(String(describing: error))") }
                #expect(arrived.value == calls)
            }
            await session.shutdown()
        }
    }

    @Test func session_givesUp_whenTheAnswerTakesTooLong() async throws {
        try await withServer({
            $0.on(
                .post, "/never", body: .collect(upTo: 10),
                async: { _ in
                    try await Task.sleep(for: .seconds(3600))
                    return Response()
                })
        }) { url, _ in
            let session = CurlSession()
            var request = CurlRequest(url: url + "/never", body: [1])
            request.timeout = .milliseconds(100)
            guard case .interrupted(let reason) = await error(session, request) else { return #expect(Bool(false)) }
            #expect(reason.contains("timed out"))
            await session.shutdown()
        }
    }

    @Test func session_givesUp_whenNothingMoves() async throws {
        try await withServer({
            $0.on(
                .get, "/stalls",
                async: { _ in
                    Response(
                        body: .stream { writer in
                            try await writer.write([1, 2, 3])
                            try await Task.sleep(for: .seconds(3600))
                        })
                })
        }) { url, _ in
            let session = CurlSession()
            var request = CurlRequest(url: url + "/stalls")
            request.stallLimit = .seconds(1)
            let start = ContinuousClock.now
            #expect(await error(session, request) != nil)
            #expect(start.duration(to: .now) < .seconds(30))
            await session.shutdown()
        }
    }

    @Test func session_endsACallAtOnce_whenItsTaskIsCancelled() async throws {
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        let (departures, departure) = AsyncStream.makeStream(of: Void.self)
        try await withServer({
            $0.on(
                .post, "/never", body: .collect(upTo: 10),
                async: { _ in
                    arrival.yield()
                    defer { departure.yield() }
                    try await Task.sleep(for: .seconds(3600))
                    return Response()
                })
        }) { url, _ in
            let session = CurlSession()
            let call = Task { await error(session, CurlRequest(url: url + "/never", body: [1])) }
            for await _ in arrivals { break }
            call.cancel()
            #expect(await call.value == .cancelled)
            for await _ in departures { break }  // the server sees the connection close
            await session.shutdown()
        }
    }

    @Test func session_doesNotStartACall_whenItsTaskIsCancelledAlready() async {
        let session = CurlSession()
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await error(session, CurlRequest(url: "http://127.0.0.1:1/", body: [1]))
        }
        #expect(await call.value == .cancelled)
        await session.shutdown()
    }

    @Test(arguments: [true, false])
    func session_refusesALongAnswer_whetherItsLengthIsToldOrNot(isTold: Bool) async throws {
        try await withServer({
            $0.on(.post, "/long", body: .collect(upTo: 10)) { _ in
                let bytes = [UInt8](repeating: 120, count: 5001)
                return Response(body: isTold ? .bytes(bytes) : .stream { try await $0.write(bytes) })
            }
        }) { url, _ in
            let session = CurlSession()
            var request = CurlRequest(url: url + "/long", body: [1])
            request.responseLimit = 5000
            #expect(await error(session, request) == .responseTooLarge(limit: 5000))
            request.responseLimit = 5001
            let whole = try await session.perform(request)
            #expect(whole.body.count == 5001)
            await session.shutdown()
        }
    }

    @Test(arguments: [
        "http://127.0.0.1:1/bot7:SECRET/x", "http://no.such.host.invalid/bot7:SECRET/x", "ftp://127.0.0.1/bot7:SECRET",
        "http://[/bot7:SECRET/", "nonsense://bot7:SECRET", "http://127.0.0.1:99999/bot7:SECRET",
    ])
    func session_saysThatNothingWasSent_andNamesNoSecret(url: String) async {
        let session = CurlSession()
        guard case .notSent(let reason) = await error(session, CurlRequest(url: url, body: [1])) else {
            return #expect(Bool(false))
        }
        #expect(!reason.isEmpty && !reason.contains("SECRET"))
        await session.shutdown()
    }

    @Test func session_saysThatNothingWasSent_whenTLSFails() async throws {
        try await withServer({ _ in }) { url, _ in
            let session = CurlSession()
            let request = CurlRequest(url: url.replacing("http:", with: "https:") + "/", body: [1])
            guard case .notSent = await error(session, request) else { return #expect(Bool(false)) }
            await session.shutdown()
        }
    }

    @Test(arguments: [
        "http://user:SECRET@127.0.0.1:1", "gopher://user:SECRET@127.0.0.1:1", "socks5h://u:SECRET@127.0.0.1:1",
    ])
    func session_usesItsProxy_andNamesNoSecret(proxy: String) async throws {
        let arrived = Counter()
        try await withServer({
            $0.on(.post, "/", body: .collect(upTo: 10)) { _ in
                arrived.next()
                return Response()
            }
        }) { url, _ in
            let session = CurlSession(proxy: proxy)
            guard case .notSent(let reason) = await error(session, CurlRequest(url: url + "/", body: [1])) else {
                return #expect(Bool(false))
            }
            #expect(!reason.contains("SECRET"))
            #expect(arrived.value == 0)
            await session.shutdown()
        }
    }

    @Test func session_goesThroughAnHTTPProxy() async throws {
        // A proxy is asked for the whole address (RFC 9112 §3.2.2); the engine takes that form too.
        try await withServer({
            $0.on(.post, "/asked", body: .collect(upTo: 10)) { _ in Response(.accepted) }
        }) { url, _ in
            let session = CurlSession(proxy: url)
            let response = try await session.perform(CurlRequest(url: "http://api.example/asked", body: [1]))
            #expect(response.status == 202)
            await session.shutdown()
        }
    }

    @Test func session_asksWithGET_whenThereIsNoBody_andTellsTheServersTime() async throws {
        try await withServer({ $0.on(.get, "/") { _ in Response(.noContent) } }) { url, _ in
            let session = CurlSession()
            let response = try await session.perform(CurlRequest(url: url + "/"))
            #expect(response.status == 204)
            let date = try #require(response.date)
            #expect(abs(date - time(nil)) < 60)
            await session.shutdown()
        }
    }

    @Test func session_saysWhy_whenTheOutputCantBeWritten() async throws {
        try await withServer({ $0.on(.get, "/") { _ in Response(body: .bytes([1, 2, 3])) } }) { url, _ in
            let session = CurlSession()
            var request = CurlRequest(url: url + "/")
            request.output = -1
            #expect(await error(session, request) == .outputFailed(errno: EBADF))
            await session.shutdown()
        }
    }

    @Test func session_failsWhatIsInFlight_whenItIsShutDown() async throws {
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        try await withServer({
            $0.on(
                .post, "/never", body: .collect(upTo: 10),
                async: { _ in
                    arrival.yield()
                    try await Task.sleep(for: .seconds(3600))
                    return Response()
                })
        }) { url, _ in
            let session = CurlSession()
            async let first = error(session, CurlRequest(url: url + "/never", body: [1]))
            for await _ in arrivals { break }
            await session.shutdown()
            #expect(await first == .interrupted("the session was closed"))
            #expect(
                await error(session, CurlRequest(url: url + "/never", body: [1])) == .notSent("the session is closed"))
            await session.shutdown()
        }
    }

    private func error(_ session: CurlSession, _ request: CurlRequest) async -> CurlError? {
        do throws(CurlError) {
            _ = try await session.perform(request)
            return nil
        } catch {
            return error
        }
    }
}
