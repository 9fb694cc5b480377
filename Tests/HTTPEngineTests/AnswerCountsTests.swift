import HTTPEngine
import HTTPTypes
import Metrics
import TestSupport
import Testing

/// What a server has answered, by route and status.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AnswerCountsTests {
    private static func routes(_ router: inout Router) {
        router.on(.get, "/tickets/{id}", sync: { _ in Response() })
        router.on(.get, "/fails/{id}", async: { _ in throw HTTPError(.conflict, code: "c", message: "No.") })
        router.on(.get, "/odd", sync: { _ in Response(HTTPResponse.Status(code: 418)) })
        router.on(.get, "/a.js", label: "/{path...}", sync: { _ in Response() })
        router.on(.get, "/b.js", label: "/{path...}", sync: { _ in Response(.notModified) })
    }

    @Test(arguments: [1, 3])
    func answers_areCountedByPatternAndStatus_onAllLoops(loops: Int) async throws {
        try await TestServer.run(loops: loops, Self.routes) { test in
            for path in ["/tickets/1", "/tickets/2?x=secret", "/fails/3", "/odd", "/a.js", "/b.js", "/nowhere/4"] {
                _ = try await test.reply(to: request("GET", path))
            }
            _ = try await test.reply(to: request("HEAD", "/tickets/5"), isHead: true)
            _ = try await test.reply(to: request("DELETE", "/tickets/6"))
            let routes = test.server.statistics.routes
            let counts = Dictionary(uniqueKeysWithValues: routes.map { ("\($0.label.method) \($0.label.route)", $0) })
            #expect(
                counts.mapValues(\.statuses) == [
                    "GET /tickets/{id}": [200: 3], "GET /fails/{id}": [409: 1], "GET /odd": [:],
                    "GET /{path...}": [200: 1, 304: 1], "other unmatched": [404: 1, 405: 1],
                ])
            #expect(counts["GET /odd"]?.otherStatuses == 1)
            #expect(counts["GET /tickets/{id}"]?.durations.count == 3)
        }
    }

    @Test func routeThatNobodyAskedFor_isNotListed() async throws {
        try await TestServer.run(Self.routes) { test in #expect(test.server.statistics.routes.isEmpty) }
    }
}
