import HTTPTypes
import Testing

@testable import HTTPEngine

@Suite struct RouterTests {
    private func tree(_ patterns: [(HTTPRequest.Method, String)]) -> RouteTree {
        var router = Router()
        for (method, pattern) in patterns { router.on(method, pattern, sync: { _ in Response() }) }
        return router.routes
    }

    private func find(_ tree: RouteTree, _ method: HTTPRequest.Method, _ path: String) -> String? {
        let bytes = Array(path.utf8)[...]
        return tree.route(method, bytes).map { route in
            let values = ["id", "path"].compactMap { route.pattern.value(of: $0, in: bytes).flatMap(percentDecoded) }
            return ([String(describing: route.method)] + values).joined(separator: " ")
        }
    }

    @Test(arguments: [
        ("GET", "/", "GET"), ("GET", "/api/tickets", "GET"), ("HEAD", "/api/tickets", "GET"),
        ("GET", "/api/tickets/7", "GET 7"), ("GET", "/api/tickets/7/messages", "GET 7"),
        ("GET", "/api/tickets/mine", "GET"), ("GET", "/api/tickets/mine/messages", "GET mine"),
        ("POST", "/api/tickets/mine", "POST mine"), ("GET", "/api/tickets/a%2Fb", "GET a/b"),
        ("GET", "/api/tickets/%D0%BF", "GET \u{43f}"), ("GET", "/%61pi/tickets", "GET"),
        ("GET", "/files/a/b%20c", "GET a/b c"), ("GET", "/files/a", "GET a"),
        ("GET", "/api/tickets/", nil), ("GET", "/api/tickets//messages", nil), ("GET", "/API/tickets", nil),
        ("GET", "/files/", nil), ("GET", "/files", nil), ("GET", "/files/a%2fb", nil), ("DELETE", "/", nil),
    ])
    func router_findsTheMostSpecificRoute(_ method: String, _ path: String, _ expected: String?) throws {
        let tree = tree([
            (.get, "/"), (.get, "/api/tickets"), (.get, "/api/tickets/{id}"), (.post, "/api/tickets/{id}"),
            (.get, "/api/tickets/mine"), (.get, "/api/tickets/{id}/messages"), (.get, "/files/{path...}"),
        ])
        #expect(find(tree, try #require(HTTPRequest.Method(method)), path) == expected)
    }

    @Test func router_knowsTheMethodsAtAPath() {
        let tree = tree([(.get, "/a/{x}"), (.put, "/a/b"), (.delete, "/a/{rest...}")])
        #expect(Set(tree.methods(at: Array("/a/b".utf8)[...])) == [.get, .put, .delete])
        #expect(tree.methods(at: Array("/b".utf8)[...]) == [])
    }

    @Test(arguments: [
        ("/", true), ("/a/b.c/..d/.e", true), ("/a/%20", true), ("/a%2Fb", true), ("/...", true),
        ("/a/../b", false), ("/./a", false), ("/a/%2e%2E/b", false), ("/a/.%2e", false), ("/a/..", false),
        ("/%00", false), ("/a%0", false), ("/a%zz", false), ("/%ff", false), ("/%c0%ae", false), ("/%", false),
    ])
    func path_isRefused_whenItCouldMeanTwoThings(_ path: String, _ isClear: Bool) {
        #expect(isUnambiguousPath(Array(path.utf8)[...]) == isClear)
    }
}
