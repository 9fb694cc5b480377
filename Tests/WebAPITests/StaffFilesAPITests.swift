@_spi(Channel) import Desk
import Domain
import Store
import TestSupport
import Testing
import WebAPI

/// Files that staff send from the panel, and those that they bring in Telegram's stead.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StaffFilesAPITests {
    static let admin = WebAPIFixture.adminToken

    /// A ticket, and who asked in it.
    struct Asked {
        let visitor: String
        let path: String
    }

    private func ask(_ fixture: WebAPIFixture) async throws -> Asked {
        let visitor = try await fixture.visitor()
        let sent = try await fixture.client().post("/api/support/chat/send", token: visitor, #"{"message":"hi"}"#)
        let id = try #require(try sent.json["ticket"]?["id"]?.string)
        return Asked(visitor: visitor, path: "/api/admin/tickets/\(id)/messages")
    }

    private func key(_ name: String, _ fixture: WebAPIFixture) async throws -> String {
        try await fixture.desk.makeAPIKey(try AgentName(name), role: .agent, for: nil, by: .tester).secret.text
    }

    private func upload(_ fixture: WebAPIFixture, _ key: String, _ bytes: [UInt8] = SampleImage.png) async throws
        -> String
    {
        let reply = try await fixture.client().post("/api/admin/files?name=my%20cat.png", token: key, bytes: bytes)
        #expect(reply.status == 201)
        return try #require(try reply.json["attachment"]?["id"]?.string)
    }

    private func links(_ ids: [String], _ fixture: WebAPIFixture, _ key: String) async throws -> [String] {
        let list = ids.map { #""\#($0)""# }.joined(separator: ",")
        let reply = try await fixture.client().post("/api/admin/files/links", token: key, #"{"ids":[\#(list)]}"#)
        #expect(reply.status == 200)
        return try reply.json["links"]?.elements.compactMap { $0["id"]?.string } ?? []
    }

    @Test func file_isSentWithoutText_andTheVisitorHasIt() async throws {
        let fixture = try WebAPIFixture()
        let (client, asked) = (try fixture.client(), try await ask(fixture))
        let id = try await upload(fixture, Self.admin)
        let body = #"{"client_message_id":"a","attachment_ids":["\#(id)"]}"#
        let sent = try await client.post(asked.path, token: Self.admin, body)
        #expect(sent.status == 201)
        let file = try sent.json["message"]?["attachments"]?[0]
        #expect(file?["id"]?.string == id && file?["kind"]?.string == "photo" && file?["state"]?.string == "ready")
        #expect(try sent.json["ticket"]?["last_message_preview"]?.string == "🖼 my cat.png")
        let repeated = try await client.post(asked.path, token: Self.admin, body)
        #expect(repeated.status == 200)
        let twice = try await client.post(asked.path, token: Self.admin, #"{"attachment_ids":["\#(id)"]}"#)
        #expect(twice.status == 400)
        let history = try await client.get("/api/support/chat/history", token: asked.visitor).json
        #expect(history["messages"]?[1]?["attachments"]?[0]?["id"]?.string == id)
        let links = try await client.post("/api/support/files/links", token: asked.visitor, #"{"ids":["\#(id)"]}"#)
        let url = try #require(try links.json["links"]?[0]?["url"]?.string)
        let served = try await client.get(url)
        #expect(served.body == SampleImage.png)
    }

    @Test func waitingFile_isNobodyElses_sentOrLinked() async throws {
        let fixture = try WebAPIFixture()
        let (client, asked) = (try fixture.client(), try await ask(fixture))
        let (anna, boris) = (try await key("Anna", fixture), try await key("Boris", fixture))
        let id = try await upload(fixture, anna)
        for other in [boris, Self.admin] {
            let stolen = try await client.post(asked.path, token: other, #"{"attachment_ids":["\#(id)"]}"#)
            #expect(stolen.status == 400)
            #expect(try stolen.json["error"]?["code"]?.string == "invalid_attachment_ids")
            #expect(try await links([id], fixture, other) == [])
        }
        let visitors = try await client.post(
            "/api/support/chat/send", token: asked.visitor, #"{"attachment_ids":["\#(id)"]}"#)
        #expect(visitors.status == 400)
        // What a visitor has not sent is not the staff's either.
        let brought = try await client.post(
            "/api/support/files?name=a.png", token: asked.visitor, bytes: SampleImage.png)
        let waiting = try #require(try brought.json["attachment"]?["id"]?.string)
        #expect(try await links([id, waiting, "99999"], fixture, anna) == [id])
        let taken = try await client.post(asked.path, token: anna, #"{"attachment_ids":["\#(waiting)"]}"#)
        #expect(taken.status == 400)
        let sent = try await client.post(asked.path, token: anna, #"{"message":"x","attachment_ids":["\#(id)"]}"#)
        #expect(sent.status == 201)
        #expect(try await links([id], fixture, boris) == [id])
    }

    @Test func upload_isBoundedAndRefused_byTheVisitorsRules() async throws {
        let fixture = try WebAPIFixture { options in
            options.largestStaffFile = 1000
            options.hasRateLimits = false
        }
        let client = try fixture.client()
        let me = try await client.get("/api/admin/me", token: Self.admin)
        #expect(try me.json["limits"]?["file_bytes"]?.int == 1000)
        let rows: [([UInt8], Int)] = [
            ([], 422), ([0x7F] + Array("ELF".utf8) + [UInt8](repeating: 0, count: 60), 415),
            ([UInt8](repeating: 65, count: 1001), 413),
        ]
        for (bytes, status) in rows {
            let reply = try await fixture.client().post("/api/admin/files?name=a", token: Self.admin, bytes: bytes)
            #expect(reply.status == status)
        }
        let stranger = try await fixture.client().post("/api/admin/files", bytes: Array("x".utf8))
        #expect(stranger.status == 401)
        var last = 0
        for number in 0..<31 {
            last = try await client.post("/api/admin/files", token: Self.admin, bytes: Array("\(number)".utf8)).status
        }
        #expect(last == 409)
        let eleven = (1...11).map { #""\#($0)""# }.joined(separator: ",")
        let tooMany = try await client.post(
            try await ask(fixture).path, token: Self.admin, #"{"attachment_ids":[\#(eleven)]}"#)
        #expect(tooMany.status == 400)
    }

    @Test func waitingFiles_goAfterADay() async throws {
        let fixture = try WebAPIFixture()
        let id = try await upload(fixture, Self.admin)
        let removed = try await fixture.desk.store.write { try $0.removeUnsent(before: .now(), limit: 9) }
        #expect(removed == 1)
        #expect(try await links([id], fixture, Self.admin) == [])
    }

    @Test func staff_bringWithoutALink_andNobodyElseDoes() async throws {
        let fixture = try WebAPIFixture()
        let (client, asked) = (try fixture.client(), try await ask(fixture))
        let state = try fixture.desk.session(try #require(SessionToken(asked.visitor)))
        let chat = try #require(state.chat)
        let id = try await fixture.desk.store.write { transaction in
            var film = TelegramFile(kind: .video, fileID: nil, uniqueID: "u")
            (film.name, film.failure) = ("film.mp4", "it has over 20 MB")
            let id = try transaction.announce(film, of: 9, album: nil, user: state.user.id, now: .now())
            let draft = MessageDraft(author: .agent, text: try MessageText("", mayBeBlank: true), attachments: [id])
            _ = try transaction.insert(draft, ticket: chat, user: state.user.id, now: .now())
            return id
        }
        let path = "/api/bring/\(id)"
        let stranger = try await client.get(path)
        for token in [asked.visitor, "otv_nonsense"] {
            let refused = try await client.get(path, token: token)
            #expect(refused.status == 404 && refused.body == stranger.body)
            let brought = try await fixture.client().post(path, token: token, bytes: Array("x".utf8))
            #expect(brought.status == 404)
        }
        let anna = try await key("Anna", fixture)
        let awaited = try await client.get(path, token: anna)
        #expect(try awaited.json["attachment"]?["name"]?.string == "film.mp4")
        let bytes = [0, 0, 0, 24] + Array("ftypisomAAAAisommp42".utf8)
        let brought = try await client.post(path + "?name=cut.mp4", token: anna, bytes: bytes)
        #expect(brought.status == 204)
        let history = try await client.get("/api/support/chat/history", token: asked.visitor).json
        #expect(history["messages"]?[1]?["attachments"]?[0]?["state"]?.string == "ready")
        let again = try await client.post(path, token: anna, bytes: bytes)
        #expect(again.status == 404)
    }

    /// An agent's browser: what it says with each call.
    private func browser(_ name: String, _ fixture: WebAPIFixture) async throws -> [String: String] {
        let invitation = try await fixture.desk.addAgent(
            try AgentName(name), login: try AgentLogin("\(name)@desk.example"), role: .agent, by: .tester)
        let welcome = try await fixture.client().post(
            "/api/admin/password", fields: StaffAPITests.own,
            #"{"invitation":"\#(invitation.secret.text)","password":"\#(StaffAPITests.password)"}"#)
        let cookie = try #require(welcome["Set-Cookie"]?.split(separator: ";").first.map(String.init))
        return StaffAPITests.own.merging(["Cookie": cookie]) { $1 }
    }

    @Test func agents_sendNoneOfTheirColleaguesFiles() async throws {
        let fixture = try WebAPIFixture()
        let (client, asked) = (try fixture.client(), try await ask(fixture))
        let (anna, boris) = (try await browser("Anna", fixture), try await browser("Boris", fixture))
        let brought = try await client.post("/api/admin/files?name=notes.txt", fields: anna, "notes")
        let id = try #require(try brought.json["attachment"]?["id"]?.string)
        let body = #"{"attachment_ids":["\#(id)"]}"#
        let stolen = try await client.post(asked.path, fields: boris, body)
        #expect(stolen.status == 400)
        let none = try await client.post("/api/admin/files/links", fields: boris, #"{"ids":["\#(id)"]}"#)
        #expect(try none.json["links"]?.elements.isEmpty == true)
        let sent = try await client.post(asked.path, fields: anna, body)
        #expect(sent.status == 201)
        #expect(try sent.json["message"]?["author_name"]?.string == "Anna")
    }

    @Test func bringingByCookie_takesThePanelsOwnPage() async throws {
        let fixture = try WebAPIFixture()
        let own = try await browser("Anna", fixture)
        let foreign = own.merging(["Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"]) { $1 }
        for (path, status) in [("/api/bring/1", 404), ("/api/admin/files", 201), ("/api/admin/files/links", 200)] {
            let refused = try await fixture.client().post(path, fields: foreign, "{}")
            #expect(refused.status == 403, "\(path)")
            let taken = try await fixture.client().post(path, fields: own, #"{"ids":[]}"#)
            #expect(taken.status == status, "\(path)")
        }
    }
}
