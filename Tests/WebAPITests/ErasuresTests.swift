import Domain
import TestSupport
import Testing
import WebAPI

@_spi(Channel) @testable import Desk
@testable import Store

/// How administrators erase somebody.
@Suite(.serialized, .timeLimit(.minutes(1))) struct ErasuresTests {
    private let key = WebAPIFixture.adminToken

    @Test func administrator_erasesAPerson_andAgentsMayNot() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let sent = try await client.post("/api/support/chat/send", token: token, #"{"message":"hi"}"#)
        #expect(sent.status == 201)
        let user = try fixture.desk.session(#require(SessionToken(token))).user.id
        let made = try await client.post("/api/admin/api-keys", token: key, #"{"name":"robot","role":"agent"}"#)
        let robot = try #require(made.json["secret"]?.string)
        for (method, path) in [
            ("GET", "/api/admin/users/\(user)/stored"), ("DELETE", "/api/admin/users/\(user)"),
            ("GET", "/api/admin/erasures"),
        ] {
            #expect(try await client.request(method, path, token: robot, body: nil).status == 403)
        }
        let stored = try await client.get("/api/admin/users/\(user)/stored", token: key)
        #expect(try stored.json["messages"]?.int == 1 && stored.json["sessions"]?.int == 1)
        let live = try await LiveClient(port: fixture.port, path: "/api/admin/realtime")
        try await live.send(#"{"type":"auth","token":"\#(key)"}"#)
        _ = try await live.next()
        let erased = try await client.request("DELETE", "/api/admin/users/\(user)", token: key, body: nil)
        #expect(erased.status == 200)
        #expect(try erased.json["erasure"]?["messages"]?.int == 1)
        guard case .frame(let frame) = try await live.next() else {
            Issue.record("nothing was said")
            return
        }
        #expect(frame["type"]?.string == "erased" && frame["ticket_id"]?.string == "1")
        #expect(try await client.get("/api/support/chat/poll?after=0", token: token).status == 401)
        #expect(try await client.request("DELETE", "/api/admin/users/\(user)", token: key, body: nil).status == 404)
        let report = try await client.get("/api/admin/erasures", token: key).json
        #expect(report["erasures"]?.elements.map { $0["user_id"]?.string } == [user.description])
        #expect(report["topics"]?.elements.isEmpty == true)
    }
}
