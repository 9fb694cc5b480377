import Desk
import Domain
import TestSupport
import Testing

@testable import WebAPI

/// The audit log for administrators: its pages, its filters and its files.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AuditAPITests {
    private static let token = WebAPIFixture.adminToken

    private func entries(_ client: APIClient, _ query: String = "") async throws -> [JSONView] {
        try await client.get("/api/admin/audit\(query)", token: Self.token).json["entries"]?.elements ?? []
    }

    @Test func onlyAdministrators_readIt() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let made = try await client.post(
            "/api/admin/api-keys", token: Self.token, #"{"name":"shop","role":"agent"}"#)
        let key = try #require(try made.json["secret"]?.string)
        for path in ["/api/admin/audit", "/api/admin/audit/export"] {
            #expect(try await client.get(path).status == 401)
            #expect(try await client.get(path, token: try await fixture.visitor()).status == 401)
            #expect(try await client.get(path, token: key).status == 403)
        }
    }

    @Test func acts_areToldWithWho_what_andFromWhere() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let made = try await client.post(
            "/api/admin/api-keys", token: Self.token, #"{"name":"shop","role":"admin"}"#)
        let key = try #require(try made.json["secret"]?.string)
        _ = try await client.request(
            "POST", "/api/admin/canned-replies", token: key, fields: ["X-Forwarded-For": "203.0.113.9"],
            body: #"{"shortcut":"hi","title":"Hi","text":"Hello"}"#)
        let entry = try #require(try await entries(client).first)
        #expect(entry["action"]?.string == "reply_added" && entry["count"]?.int == 1)
        #expect(entry["actor"]?["kind"]?.string == "api_key" && entry["actor"]?["name"]?.string == "shop")
        #expect(entry["object"]?["kind"]?.string == "canned_reply" && entry["object"]?["name"]?.string == "hi")
        #expect(entry["surface"]?.string == "api" && entry["address"]?.string == "203.0.113.9")
        let id = try #require(try made.json["api_key"]?["id"]?.string)
        #expect(try await entries(client, "?actor=api_key:\(id)").count == 1)
        #expect(try await entries(client, "?actor=operator").count == 1)
        #expect(try await entries(client, "?action=key_made&actor=api_key:\(id)").isEmpty)
    }

    @Test func pages_goOnWhereTheLastEnded() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        for number in 0..<5 {
            _ = try await client.post("/api/admin/api-keys", token: Self.token, #"{"name":"key \#(number)"}"#)
        }
        var names: [String] = []
        var before = ""
        while true {
            let page = try await client.get("/api/admin/audit?limit=2\(before)", token: Self.token).json
            let entries = page["entries"]?.elements ?? []
            names += entries.compactMap { $0["object"]?["name"]?.string }
            guard page["has_more"]?.bool == true else { break }
            before = "&before=\(try #require(entries.last?["id"]?.string))"
        }
        #expect(names == (0..<5).reversed().map { "key \($0)" })
    }

    @Test(arguments: [
        ("?action=nothing", "invalid_action"), ("?actor=agent", "invalid_actor"),
        ("?actor=operator:1", "invalid_actor"),
        ("?actor=agent:x", "invalid_actor"), ("?actor=", "invalid_actor"), ("/export?format=xml", "invalid_format"),
    ])
    func whatCantBeAskedFor_isRefused(query: String, code: String) async throws {
        let fixture = try WebAPIFixture()
        let reply = try await fixture.client().get("/api/admin/audit\(query)", token: Self.token)
        #expect(reply.status == 400)
        #expect(try reply.json["error"]?["code"]?.string == code)
    }

    /// A name in which a spreadsheet sees a formula, and one that wants quotes.
    @Test func files_holdEverything_andNoFormula_andSayThatTheyWereTaken() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        for name in [#"=HYPERLINK(\"http://evil.example\",\"x\")"#, #"a, \"b\""#] {
            _ = try await client.post("/api/admin/api-keys", token: Self.token, #"{"name":"\#(name)"}"#)
        }
        let csv = try await client.get("/api/admin/audit/export", token: Self.token)
        #expect(csv["Content-Type"] == "text/csv; charset=utf-8; header=present")
        #expect(csv["Content-Disposition"] == #"attachment; filename="otvet-audit.csv""#)
        let lines = csv.text.split(separator: "\r\n")
        #expect(lines.count == 4 && lines[0].hasPrefix("\u{FEFF}id,at,actor,"))
        #expect(lines[1].contains(",audit_exported,") && lines[1].contains(",csv,"))
        #expect(lines[2].contains(#","a, ""b""","#))
        #expect(lines[3].contains(#","'=HYPERLINK(""http://evil.example"",""x"")","#))
        let jsonl = try await client.get("/api/admin/audit/export?format=jsonl&action=key_made", token: Self.token)
        let entries = try jsonl.text.split(separator: "\n").map { try JSONView(parsing: Array($0.utf8)) }
        #expect(
            entries.compactMap { $0["object"]?["name"]?.string } == [
                #"a, "b""#, #"=HYPERLINK("http://evil.example","x")"#,
            ])
    }

    @Test(arguments: ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
    func whatASpreadsheetTakesForAFormula_isText(text: String) {
        #expect(AuditFormat.cell(text).drop { $0 == "\"" }.hasPrefix("'"))
    }
}
