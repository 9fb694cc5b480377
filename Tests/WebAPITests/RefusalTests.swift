import HTTPEngine
import TestSupport
import Testing
import WebAPI

@Suite(.serialized) struct RefusalTests {
    struct Scenario: Sendable, CustomTestStringConvertible {
        let method: String
        let path: String
        var body: String?
        /// Whether a visitor's token is sent.
        var isVisitor = true
        let status: Int
        let code: String

        var testDescription: String { "\(method) \(path) \(body?.prefix(60) ?? "") → \(status) \(code)" }
    }

    static let send = "/api/support/chat/send"
    static let poll = "/api/support/chat/poll"

    @Test(arguments: [
        Scenario(method: "POST", path: send, body: "", status: 400, code: "invalid_body"),
        Scenario(method: "POST", path: send, body: "[]", status: 400, code: "invalid_body"),
        Scenario(method: "POST", path: send, body: "{}", status: 400, code: "invalid_message"),
        Scenario(method: "POST", path: send, body: #"{"message":7}"#, status: 400, code: "invalid_body"),
        Scenario(method: "POST", path: send, body: #"{"message":" \n "}"#, status: 400, code: "message_empty"),
        Scenario(
            method: "POST", path: send, body: #"{"message":"\#(String(repeating: "a", count: 8001))"}"#, status: 400,
            code: "message_too_long"),
        Scenario(
            method: "POST", path: send, body: #"{"message":"a","client_message_id":"a b"}"#, status: 400,
            code: "invalid_client_message_id"),
        Scenario(
            method: "POST", path: send, body: #"{"message":"a","reply_to":"x"}"#, status: 400, code: "invalid_reply_to"),
        Scenario(
            method: "POST", path: send, body: #"{"message":"\#(String(repeating: "a", count: 70_000))"}"#, status: 413,
            code: "body_too_large"),
        Scenario(
            method: "POST", path: "/api/admin/password", body: #"{"invitation":"x","password":"short"}"#,
            isVisitor: false, status: 400, code: "invalid_password"),
        Scenario(method: "GET", path: send, status: 405, code: "method_not_allowed"),
        Scenario(method: "GET", path: poll, isVisitor: false, status: 401, code: "unauthorized"),
        Scenario(method: "GET", path: poll + "?after=x", status: 400, code: "invalid_after"),
        Scenario(method: "GET", path: poll + "?after=-1", status: 400, code: "invalid_after"),
        Scenario(method: "GET", path: poll + "?after=0&wait=26", status: 400, code: "invalid_wait"),
        Scenario(method: "GET", path: poll + "?after=0&wait=soon", status: 400, code: "invalid_wait"),
        Scenario(method: "GET", path: "/api/support/chat/history?limit=0", status: 400, code: "invalid_limit"),
        Scenario(method: "GET", path: "/api/support/chat/history?limit=101", status: 400, code: "invalid_limit"),
        Scenario(method: "GET", path: "/api/support/chat/history?before=x", status: 400, code: "invalid_before"),
        Scenario(method: "GET", path: "/api/support/chat/history", isVisitor: false, status: 401, code: "unauthorized"),
        Scenario(method: "POST", path: "/api/support/chat/read", body: "{}", status: 400, code: "invalid_up_to"),
        Scenario(
            method: "POST", path: "/api/support/chat/typing", body: #"{"typing":"yes"}"#, status: 400,
            code: "invalid_body"),
        Scenario(method: "POST", path: "/api/support/chat/typing", body: "{}", status: 400, code: "invalid_typing"),
        Scenario(method: "POST", path: "/api/telegram/webhook", body: "{}", status: 409, code: "telegram_off"),
        Scenario(
            method: "POST", path: "/api/telegram/setup-webhook?url=https://a.example", body: "", status: 401,
            code: "unauthorized"),
        Scenario(method: "GET", path: "/api/telegram/webhook-info", status: 401, code: "unauthorized"),
        Scenario(method: "GET", path: "/nowhere", status: 404, code: "not_found"),
        Scenario(method: "GET", path: "/", status: 404, code: "not_found"),
        Scenario(method: "GET", path: "/demo/shop.html", status: 404, code: "not_found"),
    ])
    func refusal_hasTheRightStatusAndCode_andASentence(scenario: Scenario) async throws {
        let fixture = try WebAPIFixture()
        let token = scenario.isVisitor ? try await fixture.visitor() : nil
        let reply = try await fixture.client().request(
            scenario.method, scenario.path, token: token, body: scenario.body)
        #expect(reply.status == scenario.status)
        let error = try reply.json["error"]
        #expect(error?["code"]?.string == scenario.code)
        #expect((error?["message"]?.string?.count ?? 0) > 10)
        #expect(reply["Access-Control-Allow-Origin"] == "*")
    }

    @Test(arguments: ["/api/realtime", "/api/admin/realtime"])
    func handshakeThatIsNone_isRefusedLikeAllElse_andToldWhatIsSpoken(path: String) async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let plain = try await client.get(path)
        #expect(plain.status == 426 && plain["Upgrade"] == "websocket" && plain["Sec-WebSocket-Version"] == "13")
        #expect(try plain.json["error"]?["code"]?.string == "upgrade_required")
        let fields = ["Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"]
        let malformed = try await client.get(path, fields: fields.merging(["Sec-WebSocket-Key": "x"]) { $1 })
        #expect(try malformed.status == 400 && malformed.json["error"]?["code"]?.string == "invalid_handshake")
    }

    @Test(arguments: ["short", String(repeating: "A", count: 43), String(repeating: "!", count: 43), "a b"])
    func tokenThatIsUnknown_isUnauthorized(token: String) async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        #expect(try await client.get(Self.poll + "?after=0", token: token).status == 401)
        // And opens nothing new: the client must know that its conversation is not there any more.
        #expect(try await client.post(Self.send, token: token, #"{"message":"a"}"#).status == 401)
    }

    @Test func tooManyMessages_areRefused_withTheTimeToWait() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        var refused: HTTPReply?
        for _ in 0..<200 where refused == nil {
            let reply = try await client.post(Self.send, token: token, #"{"message":"a"}"#)
            if reply.status != 201 { refused = reply }
        }
        let reply = try #require(refused)
        #expect(reply.status == 429)
        #expect(try reply.json["error"]?["code"]?.string == "rate_limited")
        #expect(try reply.json["error"]?["retry_after"]?.int == reply["Retry-After"].flatMap { Int($0) })
    }

    @Test func withoutRateLimits_nobodyIsRefused() async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        let token = try await fixture.visitor()
        for _ in 0..<200 {
            #expect(try await client.post(Self.send, token: token, #"{"message":"a"}"#).status == 201)
        }
    }

    @Test func forwardedAddress_isBelievedFromTrustedProxiesOnly() async throws {
        func sessionsUntilRefused(_ fixture: WebAPIFixture) async throws -> Int {
            let client = try fixture.client()
            for number in 0..<150 {
                let reply = try await client.post(
                    "/api/support/session", fields: ["X-Forwarded-For": "203.0.113.7, 198.51.100.\(number)"])
                if reply.status == 429 { return number }
            }
            return .max
        }
        #expect(try await sessionsUntilRefused(WebAPIFixture()) == .max)
        #expect(try await sessionsUntilRefused(WebAPIFixture { $0.trustedProxies = [] }) < 100)
    }
}
