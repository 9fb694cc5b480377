import Assets
import FoundationEssentials
import HTTPEngine
import HTTPTypes
import TestSupport
import Testing
import WebAPI

@Suite(.serialized) struct PagesTests {
    @Test func everyFile_isServed_asItIsWritten() throws {
        let files = try FileManager.default.subpathsOfDirectory(atPath: WebFolder.ofTheProgram).filter { path in
            !path.hasSuffix(".d.ts") && path.contains(".")
        }
        #expect(files.count > 10)
        for file in files {
            let path = file == "widget/widget.js" ? "widget.js" : file
            let asset = try #require(Asset.named(path), "\(file)")
            let source = try Data(contentsOf: URL(filePath: "\(WebFolder.ofTheProgram)/\(file)"))
            let written = String(decoding: source, as: UTF8.self)
            let served = String(decoding: asset.bytes.array, as: UTF8.self)
            // Joined with others: BundlingTests say how.
            if asset.isBundle || path == "widget.js" || written.contains("\n@import ") { continue }
            switch file.split(separator: ".").last {
            case "js":
                let isSame = code(served) == code(written)
                #expect(isSame, "\(file)")
            case "css": #expect(lines(served) == lines(written).filter { !isStyleComment($0) }, "\(file)")
            default: #expect(served == written, "\(file)")
            }
        }
    }

    /// Without indentation and empty lines.
    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
    }

    /// Lines that begin like a comment are comments, and end like one if they are the whole of it.
    private func isComment(_ line: String) -> Bool {
        ["//", "* "].contains { line.hasPrefix($0) } || ["*", "*/"].contains(line)
            || line.wholeMatch(of: /\/\*\*((?!\*\/).)*(\*\/)?/) != nil
    }

    /// A script without comments and spaces, its private names alike.
    private func code(_ script: String) -> String {
        lines(script).filter { !isComment($0) }.joined(separator: "\n")
            .replacing(/\/\*\* @(type|param) ((?!\*\/).)*\*\/ ?/, with: "")
            .replacing(/#[A-Za-z]\w*/, with: "#")
            .replacing(/\s\/\/ .*/, with: "").filter { !$0.isWhitespace }
    }

    private func isStyleComment(_ line: String) -> Bool { line.wholeMatch(of: /\/\*((?!\*\/).)*\*\//) != nil }

    /// What a page asks for by address comes with all that it imports: nothing is left to be fetched one after another.
    @Test func modules_areServedAsOne_ifTheyImportAny() throws {
        let scripts = Asset.all.filter { $0.path.hasSuffix(".js") && !$0.path.hasPrefix("telegram/") }
        var asked: Set<String> = ["widget/app.js"]
        for script in scripts {
            let text = String(decoding: script.bytes.array, as: UTF8.self)
            let folder = script.path.split(separator: "/").dropLast().joined(separator: "/")
            for found in text.matches(of: /[ (]import\(["`](\$root\+"|\$\{\$root\}|\.\/)([a-z_\/]+\.js)/) {
                asked.insert(found.output.1 == "./" ? "\(folder)/\(found.output.2)" : String(found.output.2))
            }
            if script.isBundle {
                #expect(!text.contains(/(^|;)import[ {]/.anchorsMatchLineEndings()), "\(script.path)")
                let modules = text.matches(of: /\$take\("([^"]+)"/).map(\.output.1)
                #expect(Set(modules).count == modules.count, "\(script.path)")
            }
        }
        for page in Asset.all where page.path.hasSuffix(".html") && !page.path.hasPrefix("telegram/") {
            let text = String(decoding: page.bytes.array, as: UTF8.self)
            for found in text.matches(of: /<script src="([a-z_\/]+\.js)" type="module"/) {
                asked.insert(String(found.output.1))
            }
        }
        #expect(asked.contains("admin/main.js"))
        #expect(asked.contains("chat/files/files.js"))
        for path in asked {
            guard let script = Asset.named(path) else { continue }
            let text = String(decoding: script.bytes.array, as: UTF8.self)
            let imports = text.contains(/(^|;)import[ {]/.anchorsMatchLineEndings())
            #expect(!imports, "\(path) comes without what it imports")
        }
    }

    @Test func widget_isServed_andRevalidated() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let reply = try await client.get("/widget.js")
        #expect(reply.status == 200)
        #expect(reply["Content-Type"] == "text/javascript; charset=utf-8")
        #expect(reply.body == (try #require(Asset.named("widget.js"))).bytes.array)
        let etag = try #require(reply["ETag"])
        let again = try await client.get("/widget.js", fields: ["If-None-Match": etag])
        #expect(again.status == 304)
        #expect(again.body.isEmpty)
        #expect(try await client.get("/widget.js", fields: ["If-None-Match": "\"old\""]).status == 200)
    }

    @Test func panel_runsNothingButItsOwn_andCannotBeFramed() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let reply = try await client.get("/admin")
        #expect(reply.status == 200)
        #expect(reply["Content-Type"] == "text/html; charset=utf-8")
        let policy = try #require(reply["Content-Security-Policy"])
        #expect(policy.contains("script-src 'self';"))
        #expect(policy.hasSuffix("frame-ancestors 'none'"))
        #expect(try await client.get("/admin/index.html").status == 404)
        #expect(try await client.get("/admin/main.js").status == 200)
    }

    /// A page under `Cross-Origin-Embedder-Policy: require-corp` takes nothing from elsewhere that doesn't say so.
    @Test func whatSitesLoad_isForAnyPage_andThePanelIsNot() async throws {
        let fixture = try WebAPIFixture { $0.demo = WebAPI.Demo(telegramURL: "http://127.0.0.1:9") }
        let client = try fixture.client()
        let paths = Asset.all.map(\.path).filter { path in
            !path.hasSuffix(".html") && !path.hasPrefix("telegram/") && path != "openapi.json"
        }
        for path in paths {
            let folder = path.split(separator: "/").dropLast().first ?? ""
            let isForSites =
                path == "widget.js" || ["base", "cabinet", "chat", "look", "widget"].contains(folder)
            let reply = try await client.get("/" + path)
            #expect(reply["Cross-Origin-Resource-Policy"] == (isForSites ? "cross-origin" : nil), "\(path)")
            let again = try await client.get("/" + path, fields: ["If-None-Match": try #require(reply["ETag"])])
            #expect(again["Cross-Origin-Resource-Policy"] == reply["Cross-Origin-Resource-Policy"], "\(path)")
        }
        for path in ["/admin", "/cabinet", "/bring/index.html"] {
            #expect(try await client.get(path)["Cross-Origin-Resource-Policy"] == nil, "\(path)")
        }
    }

    /// Whatever page there is, and will be: only its own scripts run in it, and no other site frames it.
    @Test func everyPage_saysWhatItMayDo_andWhoMayFrameIt() async throws {
        let fixture = try WebAPIFixture { $0.demo = WebAPI.Demo(telegramURL: "http://127.0.0.1:9") }
        let client = try fixture.client()
        let framed = ["/admin/settings/preview.html": "'self'"]
        let pages = Asset.all.map(\.path).filter { $0.hasSuffix(".html") && !$0.hasPrefix("telegram/") }
        #expect(pages.count >= 7)
        var checked = 0
        for path in pages.map({ "/" + $0 }) + ["/", "/admin", "/cabinet"] {
            let reply = try await client.get(path)
            if ["/admin/index.html", "/cabinet/index.html"].contains(path) {
                #expect(reply.status == 404)
                continue
            }
            checked += 1
            let policy = try #require(reply["Content-Security-Policy"], "\(path)")
            for part in ["default-src 'none'", "script-src 'self';", "base-uri 'none'", "form-action 'none'"] {
                #expect(policy.contains(part), "\(path)")
            }
            let isDemo = path == "/" || path.hasPrefix("/demo/")
            #expect(policy.hasSuffix("frame-ancestors \(isDemo ? "'self'" : framed[path] ?? "'none'")"), "\(path)")
            #expect(reply["X-Content-Type-Options"] == "nosniff" && reply["Referrer-Policy"] == "no-referrer")
        }
        #expect(checked == pages.count + 1)
    }

    @Test func demo_isThereInADemoOnly() async throws {
        let fixture = try WebAPIFixture { $0.demo = WebAPI.Demo(telegramURL: "http://127.0.0.1:9") }
        let client = try fixture.client()
        #expect(try await client.get("/").status == 200)
        #expect(try await client.get("/demo/shop.html").status == 200)
        #expect(try await client.get("/demo/config.json").json["telegram_url"]?.string == "http://127.0.0.1:9")
    }

    @Test func preflight_isAnswered() async throws {
        let fixture = try WebAPIFixture()
        let reply = try await fixture.client().request(
            "OPTIONS", "/api/support/chat/send",
            fields: ["Origin": "https://shop.example", "Access-Control-Request-Method": "POST"], body: nil)
        #expect(reply.status == 204)
        #expect(reply["Access-Control-Allow-Origin"] == "*")
        #expect(reply["Access-Control-Allow-Headers"]?.contains("authorization") == true)
    }

    /// With a list, pages of other sites get neither leave nor an answer: by no call, and by no handshake.
    @Test func listOfOrigins_boundsWhoUsesTheVisitorsAPI() async throws {
        let fixture = try WebAPIFixture { $0.allowedOrigins = ["https://shop.example"] }
        let client = try fixture.client()
        let router = WebAPI(desk: fixture.desk, options: WebAPI.Options()).router { ServerStatistics() }
        let calls = router.endpoints.filter {
            $0.pattern.hasPrefix("/api/support") || $0.pattern.hasPrefix("/api/tickets")
                || $0.pattern == "/api/realtime"
        }
        #expect(calls.count > 20)
        for call in calls {
            let path = call.pattern.replacing("{id}", with: "1")
            for origin in ["https://evil.example", "http://shop.example", "https://shop.example.evil.example", "null"] {
                let reply = try await client.request(
                    call.method.rawValue, path, fields: ["Origin": origin, "Content-Type": "text/plain"],
                    body: nil)
                #expect(reply.status == 403, "\(call.pattern)")
                #expect(try reply.json["error"]?["code"]?.string == "origin_refused")
                #expect(reply["Access-Control-Allow-Origin"] == nil && reply["Vary"] == "Origin")
            }
        }
        for origin in ["https://shop.example", "http://desk.test"] {
            let reply = try await client.post("/api/support/session", fields: ["Origin": origin], "{}")
            #expect(reply.status == 201 && reply["Access-Control-Allow-Origin"] == origin)
        }
        let program = try await client.post("/api/support/session", "{}")
        #expect(program.status == 201)
        let preflight = try await client.request(
            "OPTIONS", "/api/support/session", fields: ["Origin": "https://evil.example"], body: nil)
        #expect(preflight["Access-Control-Allow-Origin"] == nil)
        // Modules are loaded across origins, and hold nothing.
        let script = try await client.get("/widget.js", fields: ["Origin": "https://evil.example"])
        #expect(script.status == 200 && script["Access-Control-Allow-Origin"] == "*")
    }

    @Test func operatorsPages_answer() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        #expect(try await client.get("/healthz").text == "ok\n")
        #expect(try await client.get("/readyz").status == 200)
        #expect(try await client.get("/metrics").status == 401)
        #expect(try await client.get("/metrics", token: try await fixture.visitor()).status == 401)
        let metrics = try await client.get("/metrics", token: WebAPIFixture.adminToken)
        #expect(metrics["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(metrics.text.contains("\notvet_telegram_deliveries_waiting 0\n"))
    }
}
