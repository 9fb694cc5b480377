import HTTPEngine
import HTTPTypes
import TestSupport
import Testing

/// What a request is called in its answer, in its handler and in the log.
@Suite(.serialized, .timeLimit(.minutes(2))) struct RequestIDTests {
    /// Answers with what a logger on the way would say.
    private static func routes(_ router: inout Router) {
        @Sendable func answer(_ request: Request) -> Response {
            Response(body: .bytes(Array("\(CurrentRequest.id == request.id)".utf8)))
        }
        router.on(.get, "/sync", sync: { answer($0) })
        router.on(
            .get, "/async",
            async: { request in
                await Task.yield()
                return answer(request)
            })
        router.on(
            .post, "/admitted", body: .collect(upTo: 10),
            admit: { request in
                if CurrentRequest.id == request.id { throw HTTPError(.conflict, code: "c", message: "Known.") }
            }, sync: { _ in Response() })
    }

    private func reply(
        to text: String, proxies: [String] = [], isHead: Bool = false
    ) async throws -> HTTPReply {
        var reply: HTTPReply?
        try await TestServer.run(
            Self.routes, configure: { $0.trustedProxies = proxies.compactMap { IPNetwork($0) } }
        ) { reply = try await $0.reply(to: text) }
        return try #require(reply)
    }

    @Test(arguments: ["/sync", "/async"])
    func handler_knowsTheIDThatItsAnswerHas(path: String) async throws {
        let reply = try await reply(to: request("GET", path))
        #expect(reply.text == "true")
        let id = try #require(reply["X-Request-ID"])
        #expect(id.count == 16 && id.allSatisfy(\.isHexDigit))
    }

    @Test func refusalsHaveOne_alsoThoseBeforeTheBodyIsRead() async throws {
        #expect(try await reply(to: request("GET", "/nowhere"))["X-Request-ID"] != nil)
        let refused = try await reply(to: request("POST", "/admitted", "Content-Length: 2") + "hi")
        #expect(refused.status == 409 && refused["X-Request-ID"] != nil)
    }

    @Test func idsOfRequests_differ() async throws {
        try await TestServer.run(Self.routes) { test in
            let client = try test.connect()
            var ids: Set<String> = []
            for _ in 0..<100 {
                try await client.send(request("GET", "/sync"))
                ids.insert(try #require(try await client.receiveReply()["X-Request-ID"]))
            }
            #expect(ids.count == 100)
        }
    }

    @Test func idOfATrustedProxy_isTaken() async throws {
        let reply = try await reply(
            to: request("GET", "/sync", "x-request-id:  Proxy.id_7-A "), proxies: ["127.0.0.1"])
        #expect(reply["X-Request-ID"] == "Proxy.id_7-A" && reply.text == "true")
    }

    @Test(arguments: [
        ["X-Request-ID: two words"], ["X-Request-ID: a=b"], ["X-Request-ID: \"quoted\""], ["X-Request-ID:"],
        ["X-Request-ID: " + String(repeating: "a", count: 65)], ["X-Request-ID: a", "X-Request-ID: b"],
    ])
    func idThatCouldMislead_isReplaced(fields: [String]) async throws {
        let text = (["GET /sync HTTP/1.1", "Host: test"] + fields + ["", ""]).joined(separator: "\r\n")
        let id = try #require(try await reply(to: text, proxies: ["127.0.0.1"])["X-Request-ID"])
        #expect(id.count == 16 && !fields.contains("X-Request-ID: \(id)"))
    }

    @Test func idOfAnybodyElse_isReplaced() async throws {
        #expect(try await reply(to: request("GET", "/sync", "X-Request-ID: mine"))["X-Request-ID"] != "mine")
    }
}
