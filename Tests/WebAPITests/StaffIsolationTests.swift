import Desk
import Domain
import HTTPEngine
import TestSupport
import Testing
import WebAPI

/// The staff's part is closed to visitors and theirs to the staff, on every route; and agents get at nothing of each
/// other's accounts.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StaffIsolationTests {
    static let own = ["Origin": "http://desk.test", "Sec-Fetch-Site": "same-origin"]
    static let nowhere = "987654"

    /// What every route takes that looks at it before it looks at who asks.
    static let body =
        #"{"message":"x","subject":"x","typing":true,"up_to":"1","ids":[],"stars":3,"answers":{},"attributes":{}}"#

    /// How routes are asked.
    struct Asker {
        let name: String
        var token: String?
        var fields: [String: String] = [:]
    }

    struct Member {
        let name: String
        let password: String
        let cookie: String
        let agent: String
        let session: String
        var mark: String { "browserof\(name)" }
        var fields: [String: String] { own.merging(["Cookie": cookie, "User-Agent": mark]) { $1 } }
    }

    private func routes(_ fixture: WebAPIFixture, _ prefixes: [String]) -> [(method: String, pattern: String)] {
        let router = WebAPI(desk: fixture.desk, options: .init()).router { ServerStatistics() }
        return router.endpoints.filter { route in prefixes.contains { route.pattern.hasPrefix($0) } }
            .map { ("\($0.method)", $0.pattern) }
    }

    /// Every route answers each of these with 401, whether there is what it names or not.
    private func expectClosed(
        _ routes: [(method: String, pattern: String)], to askers: [Asker], _ fixture: WebAPIFixture
    ) async throws {
        #expect(routes.count > 10)
        for (method, pattern) in routes {
            for asker in askers {
                var replies: [HTTPReply] = []
                for id in ["1", Self.nowhere] {
                    // Who is refused before the body is read is not heard any more on this connection.
                    let client = try fixture.client()
                    replies.append(
                        try await client.request(
                            method, pattern.replacing("{id}", with: id), token: asker.token, fields: asker.fields,
                            body: method == "POST" && !pattern.hasSuffix("sign-out") ? Self.body : nil))
                }
                #expect(replies[0].status == 401, "\(method) \(pattern) for \(asker.name)")
                #expect(replies[0].text == replies[1].text)
            }
        }
    }

    @Test func routes_areClosedToTheOtherSide() async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        let visitor = try await fixture.visitor()
        _ = try await client.post("/api/support/chat/send", token: visitor, #"{"message":"hi"}"#)
        let anna = try await member("Anna", .admin, fixture, client)
        let invitation = try await fixture.desk.addAgent(try AgentName("Invited"), role: .admin, by: .tester).secret
            .text
        let key = try await client.post(
            "/api/admin/api-keys", fields: anna.fields, #"{"name":"shop","role":"admin"}"#
        ).json["secret"]?.string
        // Ways in, and what judges handshakes by their first frame.
        let open = ["/api/admin/sign-in", "/api/admin/password", "/api/admin/realtime"]
        let staffs = routes(fixture, ["/api/admin", "/api/telegram/setup", "/api/telegram/webhook-info"])
            .filter { !open.contains($0.pattern) }
        let secret = String(anna.cookie.split(separator: "=")[1])
        func cookie(_ value: String) -> [String: String] {
            Self.own.merging(["Cookie": "__Host-otvet_staff=\(value)"]) { $1 }
        }
        try await expectClosed(
            staffs,
            to: [
                Asker(name: "nobody"), Asker(name: "a visitor", token: visitor),
                Asker(name: "a visitor's token as a cookie", fields: cookie(visitor)),
                Asker(name: "an invitation as a cookie", fields: cookie(invitation)),
                Asker(name: "an invitation as a key", token: invitation),
                Asker(name: "a cookie as a key", token: secret),
                Asker(name: "a key as a cookie", fields: cookie(try #require(key))),
                // A bad key is not made good by a cookie.
                Asker(name: "a visitor with an agent's cookie", token: visitor, fields: anna.fields),
            ], fixture)
        try await expectClosed(
            // The site's token is judged before the session.
            routes(fixture, ["/api/support", "/api/tickets"]).filter { $0.pattern != "/api/support/identify" },
            to: [
                Asker(name: "the operator", token: WebAPIFixture.adminToken), Asker(name: "an API key", token: key),
                Asker(name: "an agent's cookie", token: secret), Asker(name: "an invitation", token: invitation),
            ], fixture)
    }

    @Test(arguments: 0..<2)
    func agents_getAtNothingOfEachOthersAccounts(seed: UInt64) async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        var random = SplitMix(seed: seed)
        var members: [Member] = []
        for name in ["anna", "boris", "clara"] { members.append(try await member(name, .agent, fixture, client)) }
        let chief = try await member("chief", .admin, fixture, client)
        let made = try await client.post("/api/admin/api-keys", fields: chief.fields, #"{"name":"keyofchief"}"#)
        let key = try #require(try made.json["api_key"]?["id"]?.string)
        for _ in 0..<200 {
            let asking = try #require(members.randomElement(using: &random))
            let others = (members + [chief]).filter { $0.name != asking.name }
            let other = try #require(others.randomElement(using: &random))
            let calls = Self.calls(about: other.agent, other.session, key: key)
            let nowhere = Self.calls(about: Self.nowhere, Self.nowhere, key: Self.nowhere)
            let chosen = Int.random(in: calls.indices, using: &random)
            let (method, path, body) = calls[chosen]
            let reply = try await client.request(method, path, fields: asking.fields, body: body)
            let nothing = try await client.request(method, nowhere[chosen].1, fields: asking.fields, body: body)
            #expect([403, 404].contains(reply.status), "\(method) \(path)")
            #expect(reply.status == nothing.status && reply.text == nothing.text, "\(method) \(path)")
            for other in others { #expect(!reply.text.contains(other.mark)) }
            #expect(!reply.text.contains("keyofchief"))
        }
        try await expectUnharmed(members + [chief], client)
        let keys = try await client.get("/api/admin/api-keys", fields: chief.fields)
        #expect(keys.text.contains("keyofchief"))
    }

    /// What an agent may try on another's account.
    private static func calls(about agent: String, _ session: String, key: String) -> [(String, String, String?)] {
        [
            ("GET", "/api/admin/sessions?agent=\(agent)", nil), ("DELETE", "/api/admin/sessions?agent=\(agent)", nil),
            ("DELETE", "/api/admin/sessions/\(session)", nil),
            ("DELETE", "/api/admin/sessions/\(session)?agent=\(agent)", nil),
            ("GET", "/api/admin/agents", nil), ("POST", "/api/admin/agents", #"{"name":"x"}"#),
            ("PATCH", "/api/admin/agents/\(agent)", #"{"disabled":true}"#),
            ("PATCH", "/api/admin/agents/\(agent)", #"{"role":"admin"}"#),
            ("PATCH", "/api/admin/agents/\(agent)", #"{"reset":true}"#),
            ("GET", "/api/admin/api-keys", nil), ("POST", "/api/admin/api-keys", #"{"name":"x"}"#),
            ("DELETE", "/api/admin/api-keys/\(key)", nil),
        ]
    }

    /// One's own password opens nothing of another's, and what is tried so is answered like what there is not.
    @Test func agents_withTheirOwnPassword_areNobodyElse() async throws {
        let fixture = try WebAPIFixture { $0.hasRateLimits = false }
        let client = try fixture.client()
        let anna = try await member("anna", .agent, fixture, client)
        let boris = try await member("boris", .agent, fixture, client)
        let wrong = try await client.post(
            "/api/admin/sign-in", #"{"name":"boris@desk.example","password":"\#(anna.password)"}"#)
        let unknown = try await client.post(
            "/api/admin/sign-in", #"{"name":"nobody","password":"\#(anna.password)"}"#)
        #expect(wrong.status == 401 && wrong.text == unknown.text)
        // A name in the body is nobody's business: it is one's own account, and the password is not its.
        for (method, path, body) in [
            ("POST", "/api/admin/totp", #"{"name":"boris","password":"\#(boris.password)"}"#),
            ("DELETE", "/api/admin/totp", #"{"name":"boris","password":"\#(boris.password)"}"#),
            ("POST", "/api/admin/password", #"{"current":"\#(boris.password)","password":"another password"}"#),
            ("POST", "/api/admin/password", #"{"invitation":"\#(boris.cookie)","password":"another password"}"#),
        ] {
            let reply = try await client.request(method, path, fields: anna.fields, body: body)
            #expect([400, 401, 403].contains(reply.status), "\(method) \(path)")
            #expect(!reply.text.contains("otpauth"))
        }
        // A session that has ended opens nothing, and ends no other.
        _ = try await client.post("/api/admin/sign-out", fields: anna.fields)
        let after = try await client.get("/api/admin/tickets", fields: anna.fields)
        #expect(after.status == 401)
        try await expectUnharmed([boris], client)
        let again = try await client.post(
            "/api/admin/sign-in", #"{"name":"boris@desk.example","password":"\#(boris.password)"}"#)
        #expect(again.status == 200)
    }

    /// Each is still signed in, as who they were, and nobody else's browser is.
    private func expectUnharmed(_ members: [Member], _ client: APIClient) async throws {
        for member in members {
            let me = try await client.get("/api/admin/me", fields: member.fields)
            #expect(try me.json["agent"]?["id"]?.string == member.agent)
            #expect(try me.json["agent"]?["second_factor"]?.bool == false)
            let sessions = try await client.get("/api/admin/sessions", fields: member.fields)
            #expect(try sessions.json["sessions"]?.elements.compactMap { $0["user_agent"]?.string } == [member.mark])
        }
    }

    private func member(
        _ name: String, _ role: AgentRole, _ fixture: WebAPIFixture, _ client: APIClient
    ) async throws -> Member {
        let invitation = try await fixture.desk.addAgent(
            try AgentName(name), login: try AgentLogin("\(name)@desk.example"), role: role, by: .tester)
        let password = "password of \(name)"
        let fields = Self.own.merging(["User-Agent": "browserof\(name)"]) { $1 }
        let welcome = try await client.post(
            "/api/admin/password", fields: fields,
            #"{"invitation":"\#(invitation.secret.text)","password":"\#(password)"}"#)
        let cookie = try #require(welcome["Set-Cookie"]?.split(separator: ";").first.map(String.init))
        let sessions = try await client.get("/api/admin/sessions", fields: fields.merging(["Cookie": cookie]) { $1 })
        return Member(
            name: name, password: password, cookie: cookie,
            agent: try #require(try welcome.json["agent"]?["id"]?.string),
            session: try #require(try sessions.json["sessions"]?[0]?["id"]?.string))
    }
}
