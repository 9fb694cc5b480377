import Desk
import Domain
import Identity
import Store
import TestSupport
import Testing
import WebAPI

/// The staff's routes for signing in and accounts.
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

    func browser(
        _ fixture: WebAPIFixture, _ name: String, _ role: AgentRole = .agent
    ) async throws -> Browser {
        let client = try fixture.client()
        let invitation = try await fixture.desk.addAgent(
            try AgentName(name), login: try AgentLogin("\(name)@desk.example"), role: role, by: .tester)
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
            "/api/admin/sign-in", #"{"name":"anna@desk.example","password":"\#(Self.password)"}"#)
        #expect(reply.status == 200)
        let set = try #require(reply["Set-Cookie"])
        #expect(set.hasPrefix(isSecure ? "__Host-otvet_staff=" : "otvet_staff="))
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
            #"{"name":"anna@desk.example","password":"\#(Self.password)"}"#)
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

    /// Ten wrong guesses from anywhere keep nobody out of their own account: neither the browser nor the network from which
    /// they have signed in before.
    @Test func strangersGuesses_doNotLockOut_whereTheAgentIsKnown() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        func signIn(_ password: String, from address: String, _ fields: [String: String] = [:]) async throws -> Int {
            let fields = fields.merging(["X-Forwarded-For": address]) { $1 }
            return try await client.post(
                "/api/admin/sign-in", fields: fields, #"{"name":"anna@desk.example","password":"\#(password)"}"#
            ).status
        }
        let anna = try await browser(fixture, "Anna")
        #expect(try await signIn(Self.password, from: "198.51.100.1") == 200)
        let first = try await client.post(
            "/api/admin/sign-in", fields: ["X-Forwarded-For": "198.51.100.1"],
            #"{"name":"anna@desk.example","password":"\#(Self.password)"}"#)
        let kept = try #require(
            first.fields.filter { $0.name.lowercased() == "set-cookie" }.map(\.value).first { $0.contains("browser") })
        let device = ["Cookie": String(kept.prefix { $0 != ";" })]
        for guess in 0..<12 {
            _ = try await signIn("a wrong guess", from: "203.0.113.\(guess)")
        }
        #expect(try await signIn(Self.password, from: "203.0.113.99") == 429)
        // Her browser wherever it is, and any browser in her network.
        #expect(try await signIn(Self.password, from: "203.0.113.99", device) == 200)
        #expect(try await signIn(Self.password, from: "198.51.100.1") == 200)
        // Who is in has nothing to wait for either.
        let begun = try await anna.post("/api/admin/totp", #"{"password":"\#(Self.password)"}"#)
        #expect(begun.status == 200)
        // Nor does a known place guess without end.
        var statuses: [Int] = []
        for _ in 0..<12 { statuses.append(try await signIn("a wrong guess", from: "203.0.113.99", device)) }
        #expect(statuses.last == 429)
    }

    /// A name of 60 KB is no account's, and takes no more memory than another.
    @Test func longNames_areRefused_likeUnknownOnes() async throws {
        let fixture = try WebAPIFixture()
        let name = "a" + String(repeating: "\u{301}", count: 25_000)
        let reply = try await fixture.client().post(
            "/api/admin/sign-in", #"{"name":"\#(name)","password":"a guess or so"}"#)
        #expect(reply.status == 401)
    }

    /// The /64 that somebody counts under is one of 65,536 that they may have.
    @Test func guesses_areCountedForWideNetworks() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        var statuses: [Int] = []
        // A few more than sixty, for those whose time comes back on a slow machine.
        for number in 0..<120 where statuses.last != 429 {
            let reply = try await client.post(
                "/api/admin/sign-in", fields: ["X-Forwarded-For": "2001:db8:7:\(number)::1"],
                #"{"name":"nobody-\#(number)","telegram_code":"0000-0000"}"#)
            statuses.append(reply.status)
        }
        #expect(statuses.prefix(60).allSatisfy { $0 == 401 } && statuses.last == 429)
    }

    /// Who is demoted or disabled makes no administrators by a key, nor by a key of that key's.
    @Test func apiKeys_doNotOutliveTheirMakersRights() async throws {
        let fixture = try WebAPIFixture()
        let (boss, mallory) = (
            try await browser(fixture, "Boss", .admin), try await browser(fixture, "Mallory", .admin)
        )
        let client = try fixture.client()
        let body = #"{"name":"shop","role":"admin"}"#
        let first = try #require(try await mallory.post("/api/admin/api-keys", body).json["secret"]?.string)
        let made = try await client.post("/api/admin/api-keys", token: first, body)
        let second = try #require(try made.json["secret"]?.string)
        let listed = try await boss.get("/api/admin/api-keys").json["api_keys"]
        #expect(listed?.elements.map { $0["made_by"]?["name"]?.string } == ["Mallory", "Mallory"])
        let id = try await mallory.id
        _ = try await boss.patch("/api/admin/agents/\(id)", #"{"role":"agent"}"#)
        for key in [first, second] {
            let refused = try await client.post("/api/admin/agents", token: key, #"{"name":"New","role":"admin"}"#)
            #expect(refused.status == 403)
            let tickets = try await client.get("/api/admin/tickets", token: key)
            #expect(tickets.status == 200)
        }
        _ = try await boss.patch("/api/admin/agents/\(id)", #"{"disabled":true}"#)
        for key in [first, second] {
            let refused = try await client.get("/api/admin/tickets", token: key)
            #expect(refused.status == 401)
        }
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
        let secret = try base32Decode(try #require(try begun.json["secret"]?.string))
        let code = OneTimePassword.code(secret: secret, step: OneTimePassword.step(at: .now()))
        let confirmed = try await anna.post("/api/admin/totp", #"{"code":"\#(code)"}"#)
        let recovery = try confirmed.json["recovery_codes"]?.elements.compactMap(\.string) ?? []
        #expect(recovery.count == 10)
        let client = try fixture.client()
        let body = #"{"name":"anna@desk.example","password":"\#(Self.password)""#
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

/// The bytes of a secret as apps take it (RFC 4648 §6).
private func base32Decode(_ text: String) throws -> [UInt8] {
    var (output, buffer, bits) = ([UInt8](), UInt32(0), 0)
    for letter in text.utf8 {
        let value = try #require(Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8).firstIndex(of: letter))
        buffer = (buffer << 5 | UInt32(value)) & 0xFFFF
        bits += 5
        if bits >= 8 {
            bits -= 8
            output.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
        }
    }
    return output
}
