import Desk
import Domain
import TestSupport
import Testing

@testable import WebAPI

/// Working hours over HTTP: set, refused, and told to visitors.
@Suite(.serialized, .timeLimit(.minutes(2))) struct TeamHoursAPITests {
    static let admin = WebAPIFixture.adminToken
    static let always = #"[{"from":"00:00","to":"24:00"}]"#

    private func body(_ changes: [String: String?] = [:]) -> String {
        var members: [String: String?] = [
            "on": "true", "zone": #""Europe/Moscow""#,
            "week": "[" + Array(repeating: Self.always, count: 7).joined(separator: ",") + "]",
            "exceptions": #"[{"date":"2026-12-31","intervals":[{"from":"10:00","to":"14:00"}]}]"#,
            "reply": #"{"en":"We are away.","ru":"Нас нет."}"#,
        ]
        for (name, value) in changes { members.updateValue(value, forKey: name) }
        return "{" + members.compactMap { name, value in value.map { #""\#(name)":\#($0)"# } }.joined(separator: ",")
            + "}"
    }

    private func put(_ body: String, _ client: APIClient, token: String = admin) async throws -> HTTPReply {
        try await client.request("PUT", "/api/admin/hours", token: token, body: body)
    }

    private func closed(_ days: Int = 7) -> String {
        "[" + Array(repeating: "[]", count: days).joined(separator: ",") + "]"
    }

    @Test func hours_areOff_untilAnAdministratorSetsThem() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let standard = try await client.get("/api/admin/hours", token: Self.admin)
        #expect(try standard.json["hours"]?["on"]?.bool == false)
        #expect(try standard.json["availability"] == nil && standard.json["open"] == nil)
        let opened = try await client.request("POST", "/api/support/session", body: "{}")
        #expect(try opened.json["availability"] == nil)
        let visitor = try #require(try opened.json["session"]?["token"]?.string)
        let set = try await put(body(), client)
        #expect(set.status == 200)
        let stored = try await client.get("/api/admin/hours", token: Self.admin)
        // What follows goes on with the clock.
        let members = [stored, set].map { $0.text.split(separator: #","availability""#).first }
        #expect(members[0] == members[1])
        #expect(try stored.json["hours"]?["exceptions"]?[0]?["date"]?.string == "2026-12-31")
        #expect(try stored.json["hours"]?["reply"]?["ru"]?.string == "Нас нет.")
        #expect(try stored.json["availability"]?["open"]?.bool == true)
        #expect(try stored.json["open"]?.elements.isEmpty == false)
        let history = try await client.get("/api/support/chat/history", token: visitor)
        #expect(try history.json["availability"]?["open"]?.bool == true)
        #expect(try history.json["availability"]?["answer_seconds"] == nil)
    }

    @Test func whileNobodyIsThere_visitorsAreTold_andAnsweredOnce() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        #expect(try await put(body(["week": closed(), "exceptions": "[]"]), client).status == 200)
        let opened = try await client.request("POST", "/api/support/session", body: #"{"locale":"ru"}"#)
        #expect(try opened.json["availability"]?["open"]?.bool == false)
        #expect(try opened.json["availability"]?["opens_at"] == nil)
        let visitor = try #require(try opened.json["session"]?["token"]?.string)
        for text in ["one", "two"] {
            let sent = try await client.request(
                "POST", "/api/support/chat/send", token: visitor, body: #"{"message":"\#(text)"}"#)
            #expect(sent.status == 201)
            #expect(try sent.json["message"]?["text"]?.string == text)
            #expect(try sent.json["ticket"]?["status"]?.string == "open")
        }
        let history = try await client.get("/api/support/chat/history", token: visitor)
        let messages = try history.json["messages"]?.elements ?? []
        #expect(messages.map { $0["author"]?.string } == ["user", "bot", "user"])
        #expect(messages.dropFirst().first?["text"]?.string == "Нас нет.")
        let tickets = try await client.get("/api/admin/tickets", token: Self.admin)
        #expect(try tickets.json["tickets"]?[0]?["ticket"]?["waiting_since"]?.string != nil)
    }

    @Test(
        arguments: [
            ("zone", #""Europe/Atlantis""#, "invalid_zone"), ("zone", #""../passwd""#, "invalid_zone"),
            ("zone", nil, "invalid_zone"), ("zone", "null", "invalid_body"), ("on", nil, "invalid_body"),
            ("on", #""yes""#, "invalid_body"), ("week", nil, "invalid_body"), ("week", "[]", "invalid_week"),
            ("week", "[[],[],[],[],[],[],[],[]]", "invalid_week"),
            ("week", #"[[{"from":"9:00","to":"18:00"}],[],[],[],[],[],[]]"#, "invalid_time"),
            ("week", #"[[{"from":"09:00"}],[],[],[],[],[],[]]"#, "invalid_time"),
            ("week", #"[[{"from":"22:00","to":"06:00"}],[],[],[],[],[],[]]"#, "invalid_interval"),
            (
                "week", #"[[{"from":"09:00","to":"12:00"},{"from":"11:00","to":"13:00"}],[],[],[],[],[],[]]"#,
                "overlapping_intervals"
            ),
            ("week", #"[[5],[],[],[],[],[],[]]"#, "invalid_body"),
            ("exceptions", #"[{"date":"2026-02-30","intervals":[]}]"#, "invalid_date"),
            ("exceptions", #"[{"intervals":[]}]"#, "invalid_date"),
            (
                "exceptions", #"[{"date":"2026-02-01","intervals":[]},{"date":"2026-02-01","intervals":[]}]"#,
                "invalid_date"
            ),
            ("exceptions", "null", "invalid_body"), ("reply", #"{"en":"  "}"#, "invalid_reply"),
            ("reply", #"{"ru":"\#(String(repeating: "x", count: 1001))"}"#, "invalid_reply"),
            ("reply", #"{"ru":null}"#, "invalid_body"),
        ] as [(String, String?, String)])
    func whatAreNoHours_isRefused_andNamed(field: String, value: String?, code: String) async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let refused = try await put(body([field: value]), client)
        #expect(refused.status == 400)
        #expect(try refused.json["error"]?["code"]?.string == code)
        let after = try await client.get("/api/admin/hours", token: Self.admin)
        #expect(try after.json["hours"]?["on"]?.bool == false)
    }
}
