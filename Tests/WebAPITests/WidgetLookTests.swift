import Assets
import Desk
import Domain
import TestSupport
import Testing

@testable import WebAPI

@Suite(.serialized, .timeLimit(.minutes(2))) struct WidgetLookTests {
    static let admin = WebAPIFixture.adminToken
    static let begin = Array("globalThis.otvetLook=Object.freeze(".utf8)

    private func body(_ changes: [String: String?] = [:]) -> String {
        var members: [String: String?] = [
            "accent": ##""#6050ba""##, "accent_end": ##""#8b5cf6""##, "side": #""right""#, "theme": #""auto""#,
            "name": #""""#, "greeting": #""""#,
        ]
        for (name, value) in changes { members.updateValue(value, forKey: name) }
        return "{" + members.compactMap { name, value in value.map { #""\#(name)":\#($0)"# } }.joined(separator: ",")
            + "}"
    }

    private func put(_ body: String, _ client: APIClient, token: String = admin) async throws -> HTTPReply {
        try await client.request("PUT", "/api/admin/widget", token: token, body: body)
    }

    @Test func look_isChosen_andComesWithTheLoader_asOneLineBefore() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let plain = try await client.get("/widget.js")
        let standard = try await client.get("/api/admin/widget", token: Self.admin)
        #expect(try standard.json["look"]?["accent"]?.string == "#6050ba")
        let changes = [
            "side": #""left""#, "theme": #""dark""#, "name": #""Anna’s""#, "accent": ##""#0A0B0C""##,
            "privacy_url": #""https://shop.example/privacy?a=1#b""#,
        ]
        let set = try await put(body(changes), client)
        #expect(set.status == 200)
        let stored = try await client.get("/api/admin/widget", token: Self.admin)
        #expect(stored.body == set.body)
        #expect(try stored.json["look"]?["accent"]?.string == "#0a0b0c")
        let changed = try await client.get("/widget.js")
        let line = changed.body.prefix { $0 != UInt8(ascii: "\n") }
        #expect(Array(changed.body.dropFirst(line.count + 1)) == plain.body)
        let look = try JSONView(parsing: Array(line.dropFirst(Self.begin.count).dropLast(2)))
        #expect(look["privacy_url"]?.string == "https://shop.example/privacy?a=1#b")
        #expect(look["side"]?.string == "left" && look["name"]?.string == "Anna’s")
        let (before, after) = (try #require(plain["ETag"]), try #require(changed["ETag"]))
        #expect(before != after)
        let stale = try await client.get("/widget.js", fields: ["If-None-Match": before])
        #expect(stale.status == 200)
        let known = try await client.get("/widget.js", fields: ["If-None-Match": after])
        #expect(known.status == 304)
        // As it was: the loader alone, which every browser that had it knows.
        _ = try await put(body(), client)
        let back = try await client.get("/widget.js", fields: ["If-None-Match": before])
        #expect(back.status == 304)
    }

    @Test(arguments: [
        ("accent", nil, "invalid_accent"), ("accent", #""red""#, "invalid_accent"),
        ("accent", ##""#12345""##, "invalid_accent"), ("accent", ##""#+12345""##, "invalid_accent"),
        ("accent", ##""#12345g""##, "invalid_accent"), ("accent_end", #""url(x)""#, "invalid_accent_end"),
        ("side", #""top""#, "invalid_side"), ("theme", nil, "invalid_theme"), ("name", nil, "invalid_name"),
        ("name", #""a\nb""#, "invalid_name"), ("name", "\"" + String(repeating: "x", count: 61) + "\"", "invalid_name"),
        ("greeting", "\"" + String(repeating: "x", count: 301) + "\"", "invalid_greeting"),
        ("greeting", #""a\u0000b""#, "invalid_greeting"), ("accent", ##""#ffff00""##, "low_contrast"),
        ("privacy_url", #""http://shop.example/""#, "invalid_privacy_url"),
        ("privacy_url", #""javascript:alert(1)""#, "invalid_privacy_url"),
        ("privacy_url", #""https://""#, "invalid_privacy_url"),
        ("privacy_url", #""https://a@shop.example/""#, "invalid_privacy_url"),
        ("privacy_url", #""https://shop.example/ x""#, "invalid_privacy_url"),
        ("privacy_url", #""https://магазин.example/""#, "invalid_privacy_url"),
        ("privacy_url", "\"https://shop.example/" + String(repeating: "x", count: 480) + "\"", "invalid_privacy_url"),
        ("accent_end", ##""#ffffff""##, "low_contrast"), ("accent", "5", "invalid_body"),
    ])
    func whatIsNoLook_isRefused_andNamed(field: String, value: String?, code: String) async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let refused = try await put(body([field: value]), client)
        #expect(refused.status == 400)
        #expect(try refused.json["error"]?["code"]?.string == code)
        if code != "invalid_body" { #expect(try refused.json["error"]?["message"]?.string?.contains(field) == true) }
        let after = try await client.get("/api/admin/widget", token: Self.admin)
        #expect(try after.json["look"]?["accent"]?.string == "#6050ba")
    }

    @Test func contrast_isCountedAsWCAGDoes() throws {
        let rows = [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.47), ("#8b5cf6", 4.23)]
        for (text, ratio) in rows {
            let color = try #require(WidgetColor(text))
            #expect(abs(color.contrastWithWhite - ratio) < 0.01 && color.description == text)
        }
        let grey = LookFault.contrast(.accent, ratio: 4.478)
        #expect(grey.message.contains("4.4:1") && grey.message.contains("4.5:1") && grey.message.contains("darker"))
    }

    @Test func agents_seeTheLook_andOnlyAdministratorsChooseIt() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let agent = try await fixture.desk.makeAPIKey(try AgentName("Shop"), role: .agent, for: nil, by: .tester).secret
            .text
        let seen = try await client.get("/api/admin/widget", token: agent)
        #expect(seen.status == 200)
        let refused = try await put(body(), client, token: agent)
        #expect(refused.status == 403)
        let visitor = try await put(body(), client, token: try await fixture.visitor())
        #expect(visitor.status == 401)
    }

    /// Whatever somebody writes, it stays a text: of the script, and of a page that holds it.
    @Test(arguments: [
        #"");alert(1);("#, #"\");alert(1);//"#, #"\\"#, "</script><script>alert(1)</script>", "<!--", "'`${alert(1)}",
        "a\u{2028}alert(1)", "a\u{2029}alert(1)", "]]>", "\u{FEFF}", "__proto__", "\u{202E}",
    ])
    func name_staysAText(name: String) throws {
        var draft = WidgetLook.Draft()
        (draft.accent, draft.accentEnd, draft.side, draft.theme) = ("#6050ba", "#8b5cf6", "left", "auto")
        (draft.name, draft.greeting) = (name, name + "\n" + name)
        let line = lookLine(try WidgetLook(draft))
        let text = String(decoding: line, as: UTF8.self)
        #expect(line.starts(with: Self.begin) && text.hasSuffix(");\n"))
        #expect(!text.dropLast().contains { $0.isNewline } && !text.contains("<"))
        // What stands between is one JSON object, and JSON without these line ends is JavaScript's too (ECMA-262 §13.2.8).
        let object = try JSONView(parsing: Array(line.dropFirst(Self.begin.count).dropLast(3)))
        #expect(object["name"]?.string == name && object["greeting"]?.string == name + "\n" + name)
        #expect(object.names == ["accent", "accent_end", "greeting", "name", "privacy_url", "side", "theme"])
    }
}
