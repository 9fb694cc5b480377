import Crypto
import Desk
import HTTPEngine
import Identity
import Realtime
import TestSupport
import Testing
import WebAPI

/// Visitors who identify themselves and sign out, by the API.
@Suite(.serialized, .timeLimit(.minutes(2))) struct IdentityAPITests {
    static let secret = Array("a secret of the tests, 32 bytes or more".utf8)

    func fixture() throws -> WebAPIFixture {
        try WebAPIFixture { options in
            var rules = TokenRules()
            rules.secret = Self.secret
            options.siteTokens = SiteTokens(rules: rules)
        }
    }

    /// Valid until 2099.
    private func token(_ subject: String, _ more: String = "") -> String {
        let header = base64URL(#"{"alg":"HS256"}"#.utf8)
        let signed = header + "." + base64URL(#"{"sub":"\#(subject)","exp":4070908800\#(more)}"#.utf8)
        return #"{"token":"\#(signed).\#(base64URL(hmacSHA256(Array(signed.utf8), key: Self.secret)))"}"#
    }

    /// Signs somebody in at a browser. Returns the token that is good from then on.
    private func identify(_ client: APIClient, _ session: String, _ subject: String) async throws -> String {
        let reply = try await client.post("/api/support/identify", token: session, token(subject))
        return try reply.json["session"]?["token"]?.string ?? session
    }

    private func texts(_ client: APIClient, _ session: String) async throws -> [String] {
        let history = try await client.get("/api/support/chat/history", token: session)
        return try history.json["messages"]?.elements.compactMap { $0["text"]?.string } ?? []
    }

    @Test func identified_visitor_hasTheirConversation_inEveryBrowser() async throws {
        let fixture = try fixture()
        let client = try fixture.client()
        let session = try await fixture.visitor()
        _ = try await client.post("/api/support/chat/send", token: session, #"{"message":"hi"}"#)
        let more = #","name":"Anna","email":"anna@shop.example","member_id":7,"avatar":"https://shop.example/a.png""#
        let reply = try await client.post("/api/support/identify", token: session, token("anna", more))
        #expect(reply.status == 200)
        let user = try #require(try reply.json["user"])
        #expect(user["name"]?.string == "Anna" && user["member_id"]?.string == "7" && user["verified"]?.bool == true)
        #expect(user["avatar_url"]?.string == "https://shop.example/a.png")
        let first = try #require(try reply.json["session"]?["token"]?.string)
        let noted = try await client.get("/api/support/chat/history", token: session)
        #expect(noted.status == 401)
        let same = try await client.post("/api/support/identify", token: first, token("anna", more))
        #expect(same.status == 200)
        #expect(try same.json["session"]?["token"] == nil)
        let other = try await client.post("/api/support/identify", token("anna"))
        #expect(other.status == 201)
        let second = try #require(try other.json["session"]?["token"]?.string)
        #expect(try await texts(client, second) == ["hi"])
        #expect(try other.json["ticket"]?["id"]?.string == reply.json["ticket"]?["id"]?.string)
    }

    @Test func refusedTokens_sayWhy_andChangeNothing() async throws {
        let fixture = try fixture()
        let client = try fixture.client()
        let session = try await fixture.visitor()
        let expired = #"{"token":"\#(base64URL(#"{"alg":"none"}"#.utf8)).\#(base64URL("{}".utf8))."}"#
        for body in [expired, #"{"token":"x"}"#, "{}", #"{"token":7}"#, ""] {
            let reply = try await client.post("/api/support/identify", token: session, body)
            #expect(reply.status == 400)
            #expect(try reply.json["error"]?["message"]?.string?.contains("x.y") == false)
        }
        let unread = try await client.post("/api/support/identify", token: session, #"{"token":"x"}"#)
        #expect(try unread.json["error"]?["code"]?.string == "invalid_token")
        #expect(try unread.json["error"]?["reason"]?.string == "malformed")
        let state = try await client.post("/api/support/session", token: session)
        #expect(try state.json["user"]?["verified"] == nil)
        let off = try WebAPIFixture()
        let answer = try await off.client().post("/api/support/identify", token("anna"))
        #expect(answer.status == 409)
        #expect(try answer.json["error"]?["code"]?.string == "identity_off")
    }

    @Test func signOut_endsTheSession_alsoForWhoListens() async throws {
        let fixture = try fixture()
        let client = try fixture.client()
        let opened = try await client.post("/api/support/identify", token("anna"))
        let session = try #require(try opened.json["session"]?["token"]?.string)
        let cursor = try #require(try opened.json["cursor"]?.string)
        let live = try await LiveClient(port: fixture.port)
        try await live.send(#"{"type":"auth","token":"\#(session)"}"#)
        guard case .frame(let ready) = try await live.next(), ready["type"]?.string == "ready" else {
            Issue.record("not ready")
            return
        }
        async let poll = fixture.client().get("/api/support/chat/poll?after=\(cursor)&wait=25", token: session)
        while fixture.desk.listenerCount < 2 { await Task.yield() }
        let out = try await client.post("/api/support/sign-out", token: session)
        #expect(out.status == 204)
        guard case .closed = try await live.next() else {
            Issue.record("still live")
            return
        }
        let polled = try await poll
        #expect(polled.status == 401)
        let again = try await client.post("/api/support/sign-out", token: session)
        #expect(again.status == 401)
    }

    @Test func files_joinTheUser_withTheConversation() async throws {
        let fixture = try fixture()
        let client = try fixture.client()
        let phone = try #require(
            try await client.post("/api/support/identify", token("anna")).json["session"]?["token"]?.string)
        var desktop = try await fixture.visitor()
        var ids: [String] = []
        for _ in 0..<2 {
            let brought = try await client.post("/api/support/files?name=a.png", token: desktop, bytes: SampleImage.png)
            ids.append(try #require(try brought.json["attachment"]?["id"]?.string))
        }
        let send = "/api/support/chat/send"
        _ = try await client.post(send, token: desktop, #"{"attachment_ids":["\#(ids[0])"]}"#)
        let stolen = try await client.post(send, token: phone, #"{"attachment_ids":["\#(ids[1])"]}"#)
        #expect(stolen.status == 400)
        desktop = try await identify(client, desktop, "anna")
        let links = try await client.post(
            "/api/support/files/links", token: phone, #"{"ids":["\#(ids[0])"]}"#)
        #expect(try links.json["links"]?[0]?["url"]?.string != nil)
        let sent = try await client.post(send, token: desktop, #"{"attachment_ids":["\#(ids[1])"]}"#)
        #expect(sent.status == 201)
    }

    /// A tab that listened for an anonymous visitor hears what the user's other browsers write, and a tab of the account
    /// before hears nothing of the next one.
    @Test func listeners_followTheirSession_toItsNewUser() async throws {
        let fixture = try fixture()
        let client = try fixture.client()
        let phone = try #require(
            try await client.post("/api/support/identify", token("anna")).json["session"]?["token"]?.string)
        var desktop = try await fixture.visitor()
        let live = try await LiveClient(port: fixture.port)
        try await live.send(#"{"type":"auth","token":"\#(desktop)"}"#)
        _ = try await live.next()
        let noted = desktop
        desktop = try await identify(client, desktop, "anna")
        guard case .closed(let code) = try await live.next() else {
            Issue.record("still an anonymous visitor's")
            return
        }
        #expect(code == 1013)
        _ = try await client.post("/api/support/chat/send", token: phone, #"{"message":"from the phone"}"#)
        #expect(try await texts(client, desktop) == ["from the phone"])
        // Whoever comes back with the token from before hears nothing.
        let back = try await LiveClient(port: fixture.port)
        try await back.send(#"{"type":"auth","token":"\#(noted)"}"#)
        guard case .frame = try await back.next(), case .closed(4401) = try await back.next() else {
            Issue.record("let in by a token that has ended")
            return
        }
        desktop = try await identify(client, desktop, "boris")
        #expect(try await texts(client, desktop) == [])
        #expect(try await texts(client, phone) == ["from the phone"])
    }

    /// Whatever order browsers and accounts come in, nobody reads what another account wrote.
    @Test(arguments: 0..<8) func accounts_neverSeeEachOthersMessages(seed: UInt64) async throws {
        let fixture = try WebAPIFixture { options in
            options.hasRateLimits = false
            var rules = TokenRules()
            rules.secret = Self.secret
            options.siteTokens = SiteTokens(rules: rules)
        }
        let client = try fixture.client()
        var random = SplitMix(seed: seed)
        // What each browser is: its session, and who signed in there; an anonymous one is itself.
        var browsers: [(session: String, account: String)] = []
        for number in 0..<6 { browsers.append((try await fixture.visitor(), "anonymous-\(number)")) }
        var written: [String: String] = [:]
        for step in 0..<80 {
            let index = Int.random(in: 0..<browsers.count, using: &random)
            let browser = browsers[index]
            if Bool.random(using: &random) {
                written["\(step)"] = browser.account
                _ = try await client.post(
                    "/api/support/chat/send", token: browser.session, #"{"message":"\#(step)"}"#)
            } else {
                let account = ["anna", "boris", "vera"][Int.random(in: 0..<3, using: &random)]
                browsers[index].session = try await identify(client, browser.session, account)
                if browser.account.hasPrefix("anonymous") {
                    for (text, author) in written where author == browser.account { written[text] = account }
                }
                browsers[index].account = account
            }
            let page = try await client.get("/api/support/chat/poll?after=0", token: browsers[index].session).json
            let seen = page["messages"]?.elements.compactMap { $0["text"]?.string } ?? []
            #expect(seen.sorted() == written.filter { $0.value == browsers[index].account }.keys.sorted())
        }
    }
}
