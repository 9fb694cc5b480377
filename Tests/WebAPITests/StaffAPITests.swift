import Desk
import Domain
import Identity
import Store
import TestSupport
import Testing
import WebAPI

@Suite(.serialized, .timeLimit(.minutes(2))) struct StaffAPITests {
    static let password = "correct horse battery"
    /// What a browser says with a call of the panel's own page.
    static let own = ["Origin": "http://desk.test", "Sec-Fetch-Site": "same-origin"]

    /// An agent's browser: what it keeps, and what it says with each call.
    struct Browser {
        let client: APIClient
        let cookie: String
        var fields: [String: String] { StaffAPITests.own.merging(["Cookie": cookie]) { $1 } }

        var id: String {
            get async throws { try await get("/api/admin/me").json["agent"]?["id"]?.string ?? "" }
        }

        func get(_ path: String) async throws -> HTTPReply { try await client.get(path, fields: fields) }
        func post(_ path: String, _ body: String = "") async throws -> HTTPReply {
            try await client.post(path, fields: fields, body)
        }
        func delete(_ path: String, _ body: String? = nil) async throws -> HTTPReply {
            try await client.request("DELETE", path, fields: fields, body: body)
        }
        func patch(_ path: String, _ body: String) async throws -> HTTPReply {
            try await client.request("PATCH", path, fields: fields, body: body)
        }
    }

    private func browser(
        _ fixture: WebAPIFixture, _ name: String, _ role: AgentRole = .agent
    ) async throws -> Browser {
        let client = try fixture.client()
        let invitation = try await fixture.desk.addAgent(try AgentName(name), role: role)
        let reply = try await client.post(
            "/api/admin/password", fields: Self.own,
            #"{"invitation":"\#(invitation.secret.text)","password":"\#(Self.password)"}"#)
        #expect(reply.status == 200)
        return Browser(client: client, cookie: try cookie(reply))
    }

    private func cookie(_ reply: HTTPReply) throws -> String {
        try #require(reply["Set-Cookie"]?.split(separator: ";").first.map(String.init))
    }

    private func code(_ reply: HTTPReply) throws -> String? { try reply.json["error"]?["code"]?.string }

    @Test(arguments: [true, false]) func signIn_givesACookie_thatScriptsAndOtherSitesDontGet(isSecure: Bool)
        async throws
    {
        let fixture = try WebAPIFixture { $0.hasSecureCookies = isSecure }
        _ = try await browser(fixture, "Anna")
        let client = try fixture.client()
        let reply = try await client.post(
            "/api/admin/sign-in", #"{"name":"anna","password":"\#(Self.password)"}"#)
        #expect(reply.status == 200)
        let set = try #require(reply["Set-Cookie"])
        for part in ["otvet_staff=", "Path=/", "HttpOnly", "SameSite=Strict", "Max-Age="] {
            #expect(set.contains(part))
        }
        #expect(set.contains("Secure") == isSecure)
        #expect(reply["Access-Control-Allow-Credentials"] == nil)
        #expect(reply["Cache-Control"] == "no-store")
        let browser = Browser(client: client, cookie: try cookie(reply))
        let me = try await browser.get("/api/admin/me")
        #expect(try me.json["agent"]?["name"]?.string == "Anna" && me.json["role"]?.string == "agent")
        let out = try await browser.post("/api/admin/sign-out")
        #expect(out.status == 204 && out["Set-Cookie"]?.contains("Max-Age=0") == true)
        let after = try await browser.get("/api/admin/me")
        #expect(after.status == 401)
    }

    @Test func cookie_countsForNothing_onCallsOfOtherSites() async throws {
        let fixture = try WebAPIFixture { $0.publicURL = "https://desk.example" }
        let anna = try await browser(fixture, "Anna")
        let rows: [(method: String, fields: [String: String], isTaken: Bool)] = [
            ("GET", [:], true), ("GET", ["Sec-Fetch-Site": "none"], true),
            ("GET", ["Sec-Fetch-Site": "same-origin"], true), ("GET", ["Sec-Fetch-Site": "cross-site"], false),
            ("GET", ["Sec-Fetch-Site": "same-site"], false), ("GET", ["Origin": "https://evil.example"], false),
            ("DELETE", [:], false), ("DELETE", ["Origin": "http://desk.test"], true),
            ("DELETE", ["Origin": "https://desk.example"], true), ("DELETE", ["Origin": "https://evil.example"], false),
            ("DELETE", ["Origin": "http://desk.test.evil.example"], false), ("DELETE", ["Origin": "null"], false),
            ("DELETE", ["Origin": "file://desk.test"], false), ("DELETE", ["Sec-Fetch-Site": "none"], false),
            ("DELETE", ["Sec-Fetch-Site": "same-origin"], true),
            ("DELETE", ["Sec-Fetch-Site": "cross-site", "Origin": "http://desk.test"], false),
            ("DELETE", ["Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"], false),
        ]
        for row in rows {
            let fields = row.fields.merging(["Cookie": anna.cookie]) { $1 }
            let reply = try await anna.client.request(
                row.method, "/api/admin/sessions", fields: fields, body: nil)
            #expect((reply.status < 300) == row.isTaken, "\(row.method) \(row.fields)")
            if !row.isTaken { #expect(try code(reply) == "cross_site") }
        }
        let foreign = try await anna.client.post(
            "/api/admin/sign-in", fields: ["Origin": "https://evil.example"],
            #"{"name":"anna","password":"\#(Self.password)"}"#)
        #expect(foreign.status == 403)
        // Nor does another site get leave to send a key or a body, however it spells the address.
        for path in ["/api/admin/me", "/api/%61dmin/me"] {
            let preflight = try await anna.client.request(
                "OPTIONS", path, fields: ["Origin": "https://evil.example"], body: nil)
            #expect(preflight["Access-Control-Allow-Headers"] == nil)
            #expect(preflight["Access-Control-Allow-Methods"] == nil)
        }
    }

    @Test func guesses_areCountedForTheAccount_alsoWithoutRateLimits() async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        var statuses: [Int] = []
        for _ in 0..<12 {
            let reply = try await client.post("/api/admin/sign-in", #"{"name":"Anna","password":"a guess or so"}"#)
            statuses.append(reply.status)
        }
        #expect(statuses == Array(repeating: 401, count: 10) + [429, 429])
        let other = try await client.post("/api/admin/sign-in", #"{"name":"Boris","password":"a guess or so"}"#)
        #expect(other.status == 401)
    }

    @Test func roles_boundWhatAgentsMay() async throws {
        let fixture = try WebAPIFixture { $0.publicURL = "https://desk.example" }
        let (anna, boss) = (try await browser(fixture, "Anna"), try await browser(fixture, "Boss", .admin))
        for path in ["/api/admin/agents", "/api/admin/api-keys", "/api/telegram/webhook-info"] {
            let refused = try await anna.get(path)
            #expect(refused.status == 403)
            let allowed = try await boss.get(path)
            #expect(allowed.status == (path.contains("telegram") ? 409 : 200))
        }
        let made = try await boss.post("/api/admin/agents", #"{"name":"Carl","role":"agent"}"#)
        #expect(made.status == 201)
        let link = try #require(try made.json["invitation"]?["url"]?.string)
        #expect(link.hasPrefix("https://desk.example/admin#invitation="))
        let team = try await boss.get("/api/admin/agents").json["agents"]
        #expect(team?[0]?["name"]?.string == "Anna" && team?[0]?["seen_at"] != nil)
        #expect(team?[2]?["name"]?.string == "Carl" && team?[2]?["seen_at"] == nil)
        let id = try await anna.id
        let sessions = try await boss.get("/api/admin/sessions?agent=\(id)")
        let session = try #require(try sessions.json["sessions"]?[0])
        #expect(session["current"]?.bool == false)
        let bossID = try await boss.id
        let foreign = try await anna.get("/api/admin/sessions?agent=\(bossID)")
        #expect(foreign.status == 403)
        let bossSession = try #require(
            try await boss.get("/api/admin/sessions").json["sessions"]?[0]?["id"]?.string)
        let notHers = try await anna.delete("/api/admin/sessions/\(bossSession)")
        #expect(notHers.status == 404)
        let promoted = try await anna.patch("/api/admin/agents/\(id)", #"{"role":"admin"}"#)
        #expect(promoted.status == 403)
        let disabled = try await boss.patch("/api/admin/agents/\(id)", #"{"disabled":true}"#)
        #expect(try disabled.json["agent"]?["disabled"]?.bool == true)
        let after = try await anna.get("/api/admin/me")
        #expect(after.status == 401)
        let reset = try await boss.patch("/api/admin/agents/\(bossID)", #"{"reset":true}"#)
        #expect(reset.status == 200)
        let gone = try await boss.get("/api/admin/me")
        #expect(gone.status == 401)
    }

    @Test func apiKeys_areForPrograms_withTheirRole() async throws {
        let fixture = try WebAPIFixture()
        let boss = try await browser(fixture, "Boss", .admin)
        let made = try await boss.post("/api/admin/api-keys", #"{"name":"Shop"}"#)
        let secret = try #require(try made.json["secret"]?.string)
        #expect(made.status == 201 && secret.hasPrefix("otv_"))
        let client = try fixture.client()
        let me = try await client.get("/api/admin/me", token: secret)
        #expect(try me.json["agent"]?.isNull == true && me.json["role"]?.string == "agent")
        let refused = try await client.get("/api/admin/agents", token: secret)
        #expect(refused.status == 403)
        let operatorsOwn = try await client.get("/api/admin/agents", token: WebAPIFixture.adminToken)
        #expect(operatorsOwn.status == 200)
        let listed = try await boss.get("/api/admin/api-keys")
        #expect(try listed.json["api_keys"]?.elements.count == 1)
        #expect(!String(decoding: listed.body, as: UTF8.self).contains(secret))
        let id = try #require(try made.json["api_key"]?["id"]?.string)
        let removed = try await boss.delete("/api/admin/api-keys/\(id)")
        #expect(removed.status == 204)
        let after = try await client.get("/api/admin/me", token: secret)
        #expect(after.status == 401)
        let out = try await client.post("/api/admin/sign-out", token: WebAPIFixture.adminToken)
        #expect(out.status == 403)
        for path in ["/api/admin/totp", "/api/admin/password"] {
            let reply = try await client.post(
                path, token: WebAPIFixture.adminToken, #"{"password":"a new password"}"#)
            #expect(reply.status == 403, "\(path)")
        }
    }

    @Test func secondFactor_isSetUp_andAskedFor() async throws {
        let fixture = try WebAPIFixture()
        let anna = try await browser(fixture, "Anna")
        let begun = try await anna.post("/api/admin/totp", #"{"password":"\#(Self.password)"}"#)
        #expect(try begun.json["otpauth_uri"]?.string?.hasPrefix("otpauth://totp/Otvet:Anna?secret=") == true)
        let id = try #require(AgentID(try await anna.id))
        let factor = try #require(try fixture.desk.store.read { try $0.secondFactor(of: id) })
        let code = OneTimePassword.code(secret: factor.secret, step: OneTimePassword.step(at: .now()))
        let confirmed = try await anna.post("/api/admin/totp", #"{"code":"\#(code)"}"#)
        let recovery = try confirmed.json["recovery_codes"]?.elements.compactMap(\.string) ?? []
        #expect(recovery.count == 10)
        let client = try fixture.client()
        let body = #"{"name":"anna","password":"\#(Self.password)""#
        let asked = try await client.post("/api/admin/sign-in", body + "}")
        #expect(asked.status == 401)
        #expect(try self.code(asked) == "code_required")
        let signedIn = try await client.post("/api/admin/sign-in", body + #","code":"\#(recovery[0])"}"#)
        #expect(signedIn.status == 200)
        let off = try await anna.delete(
            "/api/admin/totp", #"{"password":"\#(Self.password)","code":"\#(recovery[1])"}"#)
        #expect(off.status == 204)
        let plain = try await client.post("/api/admin/sign-in", body + "}")
        #expect(plain.status == 200)
    }
}
