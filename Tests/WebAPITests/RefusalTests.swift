@_spi(Channel) import Desk
import HTTPEngine
import TestSupport
import Testing

@testable import Store
@testable import WebAPI

/// Every refusal has its status, its code and a sentence.
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

    /// A page of long messages is as much work as many short ones.
    @Test func longAnswers_costMoreTurns() async throws {
        let fixture = try WebAPIFixture { $0.challenge = .off }
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let long = String(repeating: "ы", count: 8000)
        for _ in 0..<20 {
            #expect(try await client.post(Self.send, token: token, #"{"message":"\#(long)"}"#).status == 201)
        }
        let (start, page) = (ContinuousClock.now, "/api/support/chat/history?limit=100")
        let size = try await client.get(page, token: token).body.count
        var pages = 1
        while try await client.get(page, token: token).status == 200 { pages += 1 }
        // What comes back while a slow machine reads counts too.
        let earned = start.duration(to: .now) / RateLimit.address.interval
        #expect(
            pages * (size / RateLimit.answerPiece) <= RateLimit.address.burst + Int(earned) + size
                / RateLimit.answerPiece)
        #expect(pages >= 5)
    }

    /// From one network, whoever writes there; what is kept for ever must not fill the disk.
    @Test func textsOfOneNetwork_areBoundedInBytes() async throws {
        let fixture = try WebAPIFixture { $0.challenge = .off }
        let client = try fixture.client()
        let long = String(repeating: "漢", count: 8000)
        var taken = 0
        for number in 0..<300 {
            let token = try await fixture.visitor()
            let fields = ["X-Forwarded-For": "198.51.100.7"]
            let reply = try await client.post(Self.send, token: token, fields: fields, #"{"message":"\#(long)"}"#)
            if reply.status == 429 { break }
            taken = number
        }
        #expect((100..<250).contains(taken))
        let other = try await fixture.visitor()
        let fields = ["X-Forwarded-For": "198.51.100.8"]
        #expect(try await client.post(Self.send, token: other, fields: fields, #"{"message":"a"}"#).status == 201)
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
        #expect(try await sessionsUntilRefused(WebAPIFixture { $0.challenge = .off }) == .max)
        #expect(try await sessionsUntilRefused(WebAPIFixture(trustedProxies: []) { $0.challenge = .off }) < 100)
    }

    /// What proxies write for one client is one client, and what can't be read is never a new one.
    @Test(arguments: [
        "198.51.100.7:%d", "::ffff:198.51.100.7", "[2001:db8::%d]:443", "2001:db8::1:%d%%eth0", "unknown-%d", "",
        "300.1.2.%d",
        "198.51.100.%d, nonsense", "198.51.100.%d,",
    ])
    func forwardedAddress_isOneClient_howeverItIsWritten(form: String) async throws {
        let fixture = try WebAPIFixture { $0.challenge = .off }
        let client = try fixture.client()
        var refusedAt: Int?
        for number in 1...150 where refusedAt == nil {
            let address = form.replacing("%d", with: "\(number)").replacing("%%", with: "%")
            let reply = try await client.post("/api/support/session", fields: ["X-Forwarded-For": address])
            if reply.status == 429 { refusedAt = number }
        }
        #expect(refusedAt != nil)
    }

    /// As with a listener for IPv6 and IPv4 at once before the proxy.
    @Test func mappedAddresses_areDifferentClients() async throws {
        let fixture = try WebAPIFixture { $0.challenge = .off }
        let client = try fixture.client()
        for number in 1...150 {
            let reply = try await client.post(
                "/api/support/session", fields: ["X-Forwarded-For": "::ffff:198.51.100.\(number)"])
            #expect(reply.status == 201)
        }
    }

    /// Fair shares of Telegram count by what one customer is given.
    @Test(arguments: [
        ("2001:db8:7:1::1", "2001:db8:7:ffff::2", true), ("2001:db8:7::1", "2001:db8:8::1", false),
        ("198.51.100.7", "::ffff:198.51.100.7", true), ("198.51.100.7", "198.51.100.8", false),
    ])
    func messagesOfOneNetwork_shareWhatWaitsForTelegram(first: String, second: String, isOne: Bool) async throws {
        let fixture = try WebAPIFixture(isMirrored: true) { $0.challenge = .off }
        let client = try fixture.client()
        for address in [first, second] {
            let token = try await fixture.visitor()
            let fields = ["X-Forwarded-For": address]
            #expect(try await client.post(Self.send, token: token, fields: fields, #"{"message":"a"}"#).status == 201)
        }
        let networks = try fixture.desk.store.read { reader in
            try reader.connection.all("SELECT DISTINCT network FROM deliveries") { try $0[0] as Int64 }
        }
        #expect(networks.count == (isOne ? 1 : 2))
    }
}
