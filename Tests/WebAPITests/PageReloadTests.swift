import Assets
import Desk
import Realtime
import TestSupport
import Testing

@testable import WebAPI

@Suite(.serialized, .timeLimit(.minutes(2))) struct PageReloadTests {
    private static let pages = [
        "widget/widget.js": "run();\n", "admin/index.html": "<title>One</title>\n",
        "admin/settings/preview.html": "<title>Preview</title>\n", "admin/main.js": "export const a = 1;\n",
        "demo/shop.html": "<title>Shop</title>\n", "telegram/index.html": "",
    ]

    private func fixture(_ files: WebFolder) throws -> WebAPIFixture {
        let folder = try #require(AssetFolder(path: files.path))
        return try WebAPIFixture { $0.pages = .folder(folder) }
    }

    @Test func pagesOfAFolder_areServedAsTheyAre_andNoOthers() async throws {
        let files = try WebFolder(Self.pages)
        let fixture = try fixture(files)
        let client = try fixture.client()
        #expect(try await client.get("/widget.js").text == "run();\n")
        try files.write("widget/widget.js", "run(2);\n")
        #expect(try await client.get("/widget.js").text == "run(2);\n")
        try files.write("admin/new.js", "export const b = 2;\n")
        #expect(try await client.get("/admin/new.js").text == "export const b=2;\n")
        #expect(try await client.get("/healthz").text == "ok\n")
        #expect(try await client.get("/api/openapi.json").json["openapi"]?.string == "3.1.0")
        for path in ["/admin/index.html", "/demo/shop.html", "/telegram/index.html", "/nothing", "/widget/widget.js"] {
            #expect(try await client.get(path).status == 404, "\(path)")
        }
    }

    @Test func pageThatCannotBeJoined_isNamed() async throws {
        let files = try WebFolder(Self.pages)
        let fixture = try fixture(files)
        try files.write("admin/main.js", "import { b } from \"./b.js\";\n")
        let reply = try await fixture.client().get("/admin/main.js")
        #expect(reply.status == 500)
        #expect(try reply.json["error"]?["message"]?.string == "admin/b.js is not there, or can't be read")
    }

    @Test func pageOfAFolder_hasAScriptThatKnowsItsVersion_underTheSamePolicy() async throws {
        let files = try WebFolder(Self.pages)
        let fixture = try fixture(files)
        let client = try fixture.client()
        for (path, up) in [("/admin", ""), ("/admin/settings/preview.html", "../../")] {
            let reply = try await client.get(path)
            #expect(reply.text.contains("<script src=\"\(up)otvet-web/reload.js\" data-version=\""), "\(path)")
            #expect(reply["Content-Security-Policy"]?.contains("script-src 'self';") == true)
            let etag = try #require(reply["ETag"])
            #expect(try await client.get(path, fields: ["If-None-Match": etag]).status == 304)
            try files.write("admin/main.js", "export const path = \"\(path)\";\n")
            #expect(try await client.get(path, fields: ["If-None-Match": etag]).status == 200)
        }
        #expect(try await client.get("/otvet-web/reload.js").text.contains("location.reload()"))
    }

    @Test func saving_isTold_toWhoeverListens() async throws {
        let files = try WebFolder(Self.pages)
        let fixture = try fixture(files)
        let page = try await fixture.client().get("/admin").text
        let listener = try SocketClient(host: "127.0.0.1", port: fixture.port)
        try await listener.send("GET /otvet-web/changes HTTP/1.1\r\nHost: desk.test\r\n\r\n")
        let first = try await nextVersion(listener)
        #expect(page.contains("data-version=\"\(first)\""))
        try files.write("admin/main.js", "export const a = 1000;\n")
        let second = try await nextVersion(listener)
        #expect(second != first)
        #expect(try await fixture.client().get("/admin").text.contains("data-version=\"\(second)\""))
    }

    @Test func listeners_holdUpNoStop() async throws {
        let fixture = try fixture(try WebFolder(Self.pages))
        let listener = try SocketClient(host: "127.0.0.1", port: fixture.port)
        try await listener.send("GET /otvet-web/changes HTTP/1.0\r\nHost: desk.test\r\n\r\n")
        _ = try await nextVersion(listener)
        fixture.desk.endListening()
        _ = try await listener.receiveAll()
    }

    @Test func pagesOfTheProgram_knowNothingOfIt() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        #expect(try await client.get("/otvet-web/reload.js").status == 404)
        #expect(try await client.get("/otvet-web/changes").status == 404)
        #expect(!Asset.all.contains { String(decoding: $0.bytes.array, as: UTF8.self).contains("otvet-web") })
        #expect(try await !client.get("/admin").text.contains("otvet-web"))
    }

    private func nextVersion(_ listener: SocketClient) async throws -> Substring {
        var said = ""
        while true {
            said += String(decoding: try await listener.receive(), as: UTF8.self)
            if let found = said.firstMatch(of: /data: (\w+)\n\n/) { return found.output.1 }
        }
    }
}
