import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import WebAPI

/// The routes for files: bring, send, open.
@Suite(.serialized, .timeLimit(.minutes(2))) struct FilesAPITests {
    private func upload(
        _ bytes: [UInt8], _ name: String, _ client: APIClient, _ token: String
    ) async throws -> HTTPReply {
        try await client.post("/api/support/files?name=\(name)", token: token, bytes: bytes)
    }

    private func id(_ reply: HTTPReply) throws -> String {
        try #require(try reply.json["attachment"]?["id"]?.string)
    }

    private func link(_ id: String, _ client: APIClient, _ token: String) async throws -> String? {
        let reply = try await client.post("/api/support/files/links", token: token, #"{"ids":["\#(id)"]}"#)
        #expect(reply.status == 200)
        return try reply.json["links"]?[0]?["url"]?.string
    }

    @Test func file_isBrought_sent_andGivenOut() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let brought = try await upload(SampleImage.png, "my%20cat.png", client, token)
        #expect(brought.status == 201)
        #expect(try brought.json["attachment"]?["kind"]?.string == "photo")
        #expect(try brought.json["attachment"]?["name"]?.string == "my cat.png")
        #expect(try brought.json["attachment"]?["width"]?.int == 16)
        let id = try id(brought)
        let sent = try await client.post(
            "/api/support/chat/send", token: token, #"{"client_message_id":"a","attachment_ids":["\#(id)"]}"#)
        #expect(sent.status == 201)
        #expect(try sent.json["message"]?["text"]?.string == "")
        #expect(try sent.json["message"]?["attachments"]?[0]?["id"]?.string == id)
        #expect(try sent.json["ticket"]?["last_message_preview"]?.string == "🖼 my cat.png")
        // The same again is the same message; the same file in another is not.
        let repeated = try await client.post(
            "/api/support/chat/send", token: token, #"{"client_message_id":"a","attachment_ids":["\#(id)"]}"#)
        #expect(repeated.status == 200)
        let stolen = try await client.post(
            "/api/support/chat/send", token: token, #"{"client_message_id":"b","attachment_ids":["\#(id)"]}"#)
        #expect(stolen.status == 400)
        let history = try await client.get("/api/support/chat/history", token: token)
        #expect(try history.json["messages"]?[0]?["attachments"]?[0]?["state"]?.string == "ready")

        let url = try #require(try await link(id, client, token))
        let file = try await client.get(url)
        #expect(file.status == 200 && file.body == SampleImage.png)
        #expect(file["Content-Type"] == "image/png")
        #expect(file["X-Content-Type-Options"] == "nosniff")
        #expect(file["Content-Security-Policy"] == "default-src 'none'; sandbox")
        #expect(file["Content-Disposition"] == "inline; filename*=UTF-8''my%20cat.png")
        let part = try await client.get(url, fields: ["Range": "bytes=1-3"])
        #expect(part.status == 206 && part.body == Array(SampleImage.png[1...3]))
        #expect(part["Content-Range"] == "bytes 1-3/\(SampleImage.png.count)")
        #expect(try await client.get(url, fields: ["Range": "bytes=99999-"]).status == 416)
    }

    @Test func link_opensOneFile_forAWhile_andOnlyToWhomItIsShown() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let (ann, bob) = (try await fixture.visitor(), try await fixture.visitor())
        let id = try id(try await upload(Array("secret".utf8), "s.txt", client, ann))
        let other = try self.id(try await upload(Array("other".utf8), "o.txt", client, ann))
        #expect(try await link(id, client, bob) == nil)
        let url = try #require(try await link(id, client, ann))
        let forged = [
            url.replacing("/files/\(id)?", with: "/files/\(other)?"), url.replacing("until=", with: "until=9"),
            String(url.dropLast()) + (url.hasSuffix("A") ? "B" : "A"), "/files/\(id)", "/files/\(id)?until=1&seal=",
        ]
        let nothing = try await client.get("/files/999999?until=1&seal=x")
        #expect(nothing.status == 404)
        for url in forged {
            let reply = try await client.get(url)
            #expect(reply.status == 404 && reply.body == nothing.body)
        }
    }

    @Test(
        arguments: [
            ([], "a.png", 422, "file_malformed"),
            (Array(SampleImage.png.prefix(30)), "a.png", 422, "file_malformed"),
            ([0x7F] + Array("ELF".utf8) + Array(repeating: 0, count: 60), "a.png", 415, "file_type_refused"),
            ([1, 2, 3, 0, 255], "a.bin", 415, "file_type_refused"),
            (
                Array("GIF89a".utf8) + [255, 255, 255, 255, 0, 0, 0] + Array(repeating: 0, count: 20), "a.gif", 422,
                "image_too_large"
            ),
        ] as [([UInt8], String, Int, String)])
    func whatIsNotTaken_isRefusedByItsBytes(bytes: [UInt8], name: String, status: Int, code: String) async throws {
        let fixture = try WebAPIFixture()
        let reply = try await upload(bytes, name, try fixture.client(), try await fixture.visitor())
        #expect(reply.status == status)
        #expect(try reply.json["error"]?["code"]?.string == code)
    }

    @Test func files_goWithWhoeverIdentifies() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let identity = VisitorIdentity(externalID: "anna", isVerified: true)
        _ = try await fixture.desk.identify(nil, as: identity, context: VisitorContext())
        var token = try await fixture.visitor()
        let sent = try id(try await upload(SampleImage.png, "a.png", client, token))
        let waiting = try id(try await upload(SampleImage.jpeg, "b.jpg", client, token))
        func send(_ id: String, _ token: String) async throws -> Int {
            try await client.post("/api/support/chat/send", token: token, #"{"attachment_ids":["\#(id)"]}"#).status
        }
        #expect(try await send(sent, token) == 201)
        let session = try #require(SessionToken(token))
        let identified = try await fixture.desk.identify(session, as: identity, context: VisitorContext())
        token = try #require(identified.newToken).text
        for id in [sent, waiting] { #expect(try await link(id, client, token) != nil) }
        #expect(try await send(waiting, token) == 201)
    }

    @Test func staff_bringWhatTelegramKeeps_once() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        _ = try await client.post("/api/support/chat/send", token: token, #"{"message":"hi"}"#)
        let state = try fixture.desk.session(try #require(SessionToken(token)))
        let chat = try #require(state.chat)
        let id = try await fixture.desk.store.write { transaction in
            var film = TelegramFile(kind: .video, fileID: nil, uniqueID: "u")
            (film.name, film.failure) = ("film.mp4", "it has over 20 MB")
            let id = try transaction.announce(film, of: 9, album: nil, user: state.user.id, now: .now())
            let draft = MessageDraft(author: .agent, text: try MessageText("", mayBeBlank: true), attachments: [id])
            _ = try transaction.insert(draft, ticket: chat, user: state.user.id, now: .now())
            return id
        }
        let link = try #require(fixture.desk.bringLinks(now: .now())).link(to: id)
        #expect(link.hasPrefix("https://desk.example/bring/index.html#\(id)."))
        let seal = String(try #require(link.split(separator: "#").last).drop { $0 != "." }.dropFirst())
        let path = "/api/bring/\(id)"
        for wrong in ["", String(seal.dropLast()), "9" + seal] {
            #expect(try await client.get(path, token: wrong.isEmpty ? nil : wrong).status == 404)
        }
        // A link to read opens no other door.
        #expect(try await self.link("\(id)", client, token) == nil)
        let asked = try await client.get(path, token: seal)
        #expect(try asked.json["attachment"]?["name"]?.string == "film.mp4")
        let bytes = [0, 0, 0, 24] + Array("ftypisomAAAAisommp42".utf8)
        #expect(try await client.post(path + "?name=cut.mp4", token: seal, bytes: bytes).status == 204)
        let history = try await client.get("/api/support/chat/history", token: token).json
        let file = history["messages"]?[1]?["attachments"]?[0]
        #expect(file?["state"]?.string == "ready" && file?["name"]?.string == "cut.mp4")
        let url = try #require(try await self.link("\(id)", client, token))
        #expect(try await client.get(url).body == bytes)
        #expect(try await client.post(path, token: seal, bytes: bytes).status == 404)
    }

    @Test func page_isGivenOutAsTextToSave() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let token = try await fixture.visitor()
        let page = Array("<html><script>alert(1)</script>".utf8)
        let id = try id(try await upload(page, "x.html", client, token))
        let file = try await client.get(try #require(try await link(id, client, token)))
        #expect(file["Content-Type"] == "text/plain; charset=utf-8")
        #expect(file["Content-Disposition"] == "attachment; filename*=UTF-8''x.html")
    }

    @Test func upload_needsASession_andIsBounded() async throws {
        let fixture = try WebAPIFixture { $0.largestFile = 1000 }
        let stranger = try await fixture.client().post("/api/support/files?name=a", bytes: Array("x".utf8))
        #expect(stranger.status == 401)
        let token = try await fixture.visitor()
        let large = try await upload([UInt8](repeating: 65, count: 1001), "a.txt", try fixture.client(), token)
        #expect(large.status == 413)
        var last = 0
        for number in 0..<31 {
            let client = try fixture.client()
            last = try await upload(Array("file \(number)".utf8), "a.txt", client, token).status
        }
        #expect(last == 409 || last == 429)
    }

    @Test(arguments: [
        (nil, ByteRange.all), ("bytes=0-", .part(0..<10)), ("bytes=3-5", .part(3..<6)), ("bytes=3-99", .part(3..<10)),
        ("bytes=-4", .part(6..<10)), ("bytes=-99", .part(0..<10)), ("bytes=10-", .unsatisfiable),
        ("bytes=-0", .unsatisfiable), ("bytes=5-3", .all), ("bytes=0-1,3-4", .all), ("items=0-1", .all),
        ("bytes=a-b", .all), ("bytes=--1", .all), ("bytes=99999999999999999999-", .unsatisfiable),
        ("bytes=0-99999999999999999999", .part(0..<10)), ("bytes=", .all), ("bytes=-", .all),
    ])
    func range_isReadOrIgnored(field: String?, range: ByteRange) {
        #expect(ByteRange(field, of: 10) == range)
    }
}
