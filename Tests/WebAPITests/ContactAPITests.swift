import Domain
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import WebAPI

/// The contact form, attributes and pages, from the visitor's calls to what the staff are shown.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ContactAPITests {
    static let admin = WebAPIFixture.adminToken
    static let fields =
        #"[{"kind":"name","required":false},{"kind":"email","required":true},{"kind":"phone","required":false},{"kind":"text","key":"order","label_en":"Order","label_ru":"Заказ","required":false}]"#

    private func ask(
        _ client: APIClient, when: String = "before", audience: String = "anonymous", fields: String = fields
    ) async throws {
        let body = #"{"when":"\#(when)","audience":"\#(audience)","fields":\#(fields)}"#
        #expect(try await client.request("PUT", "/api/admin/contact-form", token: Self.admin, body: body).status < 300)
    }

    private func give(_ answers: String, _ client: APIClient, _ token: String) async throws -> HTTPReply {
        try await client.post("/api/support/contact", token: token, #"{"answers":\#(answers)}"#)
    }

    @Test func form_isMadeByAdministrators_readByStaff_andNotedInTheAuditLog() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let standard = try await client.get("/api/admin/contact-form", token: Self.admin).json
        #expect(standard["form"]?["when"]?.string == "off")
        try await ask(client)
        let form = try await client.get("/api/admin/contact-form", token: Self.admin).json["form"]
        #expect(form?["when"]?.string == "before" && form?["audience"]?.string == "anonymous")
        #expect(form?["fields"]?.elements.map { $0["key"]?.string } == ["name", "email", "phone", "order"])
        let log = try await client.get("/api/admin/audit", token: Self.admin).json
        #expect(log["entries"]?.elements.first?["action"]?.string == "contact_form_changed")
        let visitor = try await fixture.visitor()
        #expect(try await client.get("/api/admin/contact-form", token: visitor).status == 401)
    }

    /// (the team's week, whether the form is asked); without a week, hours are off.
    @Test(arguments: [(nil, false), ("[]", true), (#"[{"from":"00:00","to":"24:00"}]"#, false)] as [(String?, Bool)])
    func formForOutOfHours_isAskedWhileTheTeamIsAway(day: String?, isAsked: Bool) async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        if let day {
            let week = Array(repeating: day, count: 7).joined(separator: ",")
            let hours = #"{"on":true,"zone":"UTC","week":[\#(week)],"exceptions":[],"reply":{"en":"","ru":""}}"#
            let set = try await client.request("PUT", "/api/admin/hours", token: Self.admin, body: hours)
            #expect(set.status == 200)
        }
        let form = #"{"when":"before","audience":"everybody","only_out_of_hours":true,"fields":\#(Self.fields)}"#
        let made = try await client.request("PUT", "/api/admin/contact-form", token: Self.admin, body: form)
        #expect(try made.json["form"]?["only_out_of_hours"]?.bool == true)
        let token = try await fixture.visitor()
        let history = try await client.get("/api/support/chat/history", token: token).json
        #expect((history["contact_form"] != nil) == isAsked)
    }

    @Test func formThatIsNone_isRefused_andItsFieldIsNamed() async throws {
        let client = try WebAPIFixture().client()
        let body =
            #"{"when":"after","audience":"everybody","fields":[{"kind":"name","required":true},{"kind":"x","required":true}]}"#
        let refused = try await client.request("PUT", "/api/admin/contact-form", token: Self.admin, body: body)
        #expect(refused.status == 400)
        #expect(try refused.json["error"]?["code"]?.string == "invalid_kind")
        #expect(try refused.json["error"]?["position"]?.int == 2)
    }

    @Test func history_bringsTheForm_untilItIsAnswered_orTheFirstMessageIsWritten() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let (one, two) = (try await fixture.visitor(), try await fixture.visitor())
        func form(_ token: String) async throws -> JSONView? {
            try await client.get("/api/support/chat/history", token: token).json["contact_form"]
        }
        #expect(try await form(one) == nil)
        try await ask(client)
        #expect(try await form(one)?["fields"]?.elements.count == 4)
        #expect(try await give(#"{"email":"anna@shop.example"}"#, client, one).status == 204)
        #expect(try await form(one) == nil)
        #expect(try await client.post("/api/support/chat/send", token: two, #"{"message":"hi"}"#).status < 300)
        #expect(try await form(two) == nil)
        try await ask(client, when: "after")
        #expect(try await form(two)?["when"]?.string == "after")
        #expect(try await form(one) == nil)
        try await ask(client, when: "off")
        #expect(try await form(two) == nil)
        let refused = try await give(#"{"email":"anna@shop.example"}"#, client, two)
        #expect(try refused.status == 409 && refused.json["error"]?["code"]?.string == "contact_form_off")
    }

    @Test(arguments: [
        ("{}", "contact_missing", "email"), (#"{"email":"anna"}"#, "contact_email", "email"),
        (#"{"email":"a@b.co","phone":"12"}"#, "contact_phone", "phone"),
        (#"{"email":"a@b.co","order":"\#(String(repeating: "x", count: 10_000))"}"#, "contact_too_long", "order"),
    ])
    func answerThatCantBeRight_isRefused_andNothingIsKept(answers: String, code: String, field: String) async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        try await ask(client)
        let token = try await fixture.visitor()
        let refused = try await give(answers, client, token)
        #expect(refused.status == 400)
        #expect(try refused.json["error"]?["code"]?.string == code)
        #expect(try refused.json["error"]?["field"]?.string == field)
        #expect(try await client.get("/api/support/chat/history", token: token).json["contact_form"] != nil)
    }

    @Test(arguments: ["", #"{"answers":5}"#, #"{"answers":{"email":5}}"#, #"{"answers":null}"#, "{}"])
    func bodyOfAnotherForm_isRefused(body: String) async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        try await ask(client)
        #expect(try await client.post("/api/support/contact", token: fixture.visitor(), body).status == 400)
    }

    @Test func answers_showOnTheCard_nameTheAnonymous_andAreFound() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        try await ask(client)
        let token = try await fixture.visitor()
        let given =
            #"{"name":"Анна","email":"anna@shop.example","phone":"+7 (999) 123-45-67","order":"QX-77","__proto__":"x"}"#
        #expect(try await give(given, client, token).status == 204)
        #expect(try await client.post("/api/support/chat/send", token: token, #"{"message":"hi"}"#).status < 300)
        let details = try await client.get("/api/admin/tickets/1", token: Self.admin).json
        #expect(details["user"]?["name"]?.string == "Анна" && details["user"]?["email"]?.string == "anna@shop.example")
        #expect(details["user"]?["phone"]?.string == "+7 (999) 123-45-67" && details["user"]?["verified"] == nil)
        #expect(details["contact"]?.elements.map { $0["value"]?.string }.last == "QX-77")
        #expect(details["contact"]?.elements.last?["label_ru"]?.string == "Заказ")
        while try await SearchIndexer(desk: fixture.desk).step() {}
        for query in ["анна", "anna%40shop.example", "9991234567", "89991234567", "QX-77"] {
            let found = try await client.get("/api/admin/search?q=\(query.addingPercentEncoding)", token: Self.admin)
                .json
            #expect(found["users"]?.elements.count == 1, "\(query)")
        }
        // What is left empty is taken back, and nobody finds it any more.
        #expect(try await give(#"{"email":"b@shop.example"}"#, client, token).status == 204)
        let after = try await client.get("/api/admin/tickets/1", token: Self.admin).json
        #expect(after["user"]?["name"] == nil && after["contact"]?.elements.count == 1)
        while try await SearchIndexer(desk: fixture.desk).step() {}
        let found = try await client.get("/api/admin/search?q=QX-77", token: Self.admin).json
        #expect(found["users"]?.elements.isEmpty == true)
    }

    @Test func attributes_areSet_replaced_takenBack_andBounded() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        #expect(try await client.post("/api/support/chat/send", token: token, #"{"message":"hi"}"#).status < 300)
        func set(_ attributes: String) async throws -> HTTPReply {
            try await client.post("/api/support/attributes", token: token, #"{"attributes":\#(attributes)}"#)
        }
        func stored() async throws -> [String] {
            let details = try await client.get("/api/admin/tickets/1", token: Self.admin).json
            return (details["attributes"]?.elements ?? []).map {
                "\($0["key"]?.string ?? "")=\($0["value"]?.string ?? "")"
            }
        }
        #expect(try await set(#"{"plan":"pro","cart":129,"vip":true,"__proto__":"x"}"#).status == 204)
        #expect(try await stored() == ["__proto__=x", "cart=129", "plan=pro", "vip=true"])
        #expect(try await set(#"{"plan":"free","vip":null,"nothing":null}"#).status == 204)
        #expect(try await stored() == ["__proto__=x", "cart=129", "plan=free"])
        for bad in [
            #"{"a":{}}"#, #"{"a":[1]}"#, #"{"":"x"}"#, #"{"a":"\#(String(repeating: "x", count: 10_000))"}"#,
            #"{"\#(String(repeating: "k", count: 41))":"x"}"#,
        ] {
            let refused = try await set(bad)
            #expect(
                try refused.status == 400 && refused.json["error"]?["code"]?.string == "invalid_attributes", "\(bad)")
        }
        let many = (0..<18).map { #""k\#($0)":1"# }.joined(separator: ",")
        let refused = try await set("{\(many)}")
        #expect(try refused.status == 409 && refused.json["error"]?["code"]?.string == "too_many")
        #expect(try await stored().count == 3)
    }

    @Test func pages_comeWithAMessage_andAreShownNewestFirst() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let pages = (0..<12).map {
            #"{"url":"https://shop.example/\#($0)","title":"P\#($0)","at":"2026-01-01T00:00:\#($0 + 10).000Z"}"#
        }
        let body = #"{"message":"hi","pages":[\#(pages.joined(separator: ","))]}"#
        #expect(try await client.post("/api/support/chat/send", token: token, body).status < 300)
        let shown = try await client.get("/api/admin/tickets/1", token: Self.admin).json["pages"]?.elements ?? []
        #expect(shown.count == 10 && shown.first?["title"]?.string == "P11" && shown.last?["title"]?.string == "P2")
        #expect(shown.first?["at"]?.string == "2026-01-01T00:00:21.000Z")
        // A page that is none costs nobody a message.
        let odd =
            #"{"message":"again","pages":[{"url":"javascript:alert(1)"},{"title":"x"},{"url":"https://shop.example/","at":"soon"}]}"#
        #expect(try await client.post("/api/support/chat/send", token: token, odd).status < 300)
        #expect(try await client.get("/api/admin/tickets/1", token: Self.admin).json["pages"]?.elements.count == 10)
    }
}

extension String {
    fileprivate var addingPercentEncoding: String {
        utf8.map {
            0x30...0x7A ~= $0 && $0 != 0x3C || $0 == 0x25 || $0 == 0x2D || $0 == 0x2E
                ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16, uppercase: true)
        }.joined()
    }
}
